import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron'
import type { Activity } from '@shared/contract/control'
import type { Language } from '@shared/language'

const TEXT = {
  en: {
    message: (title: string) => `“${title}” is training.`,
    detail: 'If it stops now, it saves a checkpoint and can be resumed from there.',
    stop: 'Stop and Save',
    keep: 'Keep Open',
  },
  zh: {
    message: (title: string) => `“${title}”正在训练。`,
    detail: '如果现在停止，它会保存检查点，之后可从那里继续训练。',
    stop: '停止并保存',
    keep: '保持打开',
  },
} as const

/** Asks before the app quits in the middle of a training. */
export class QuitQuestion {
  #asking: Promise<boolean> | undefined

  constructor(
    private readonly language: () => Language,
    private readonly activity: () => Activity,
  ) {}

  /** Whether a training runs; a paused one has been stopped by the user already. */
  get isDue(): boolean {
    const { run, job } = this.activity()
    return run !== null && job !== null
  }

  /** Whether the app may quit. While the question is open, it is not asked again. */
  ask(): Promise<boolean> {
    if (!this.isDue) return Promise.resolve(true)
    return (this.#asking ??= this.#ask().finally(() => (this.#asking = undefined)))
  }

  async #ask(): Promise<boolean> {
    const { message, detail, stop, keep } = TEXT[this.language()]
    const { job } = this.activity()
    const options: MessageBoxOptions = {
      type: 'question',
      message: message(typeof job === 'string' ? job : ''),
      detail,
      buttons: [stop, keep],
      defaultId: 0,
      cancelId: 1,
    }
    const [window] = BrowserWindow.getAllWindows()
    const { response } = await (window
      ? dialog.showMessageBox(window, options)
      : dialog.showMessageBox(options))
    return response === 0
  }
}
