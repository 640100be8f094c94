import { dialog, systemPreferences, type BrowserWindow, type WebContents } from 'electron'
import type { Language } from '@shared/language'

const TEXT = {
  en: {
    question: 'Use the camera?',
    detail:
      'Convscope shows what the camera sees in its window, and a red mark while the camera is on. Pictures stay on this computer, and none is kept unless you keep it.',
    allow: 'Use the Camera',
    cancel: 'Cancel',
  },
  zh: {
    question: '使用摄像头？',
    detail:
      'Convscope 在窗口中显示摄像头的画面；摄像头开启时有红色标记。图片只留在这台电脑上，除非您选择保留，否则不会保存任何图片。',
    allow: '使用摄像头',
    cancel: '取消',
  },
} as const

/**
 * Which windows may have the camera's picture. A window gets it when its user has asked for it and
 * said yes in a dialog of the system's, which no page can draw or press; it keeps it until it gives
 * it back, is hidden or minimised, or loads another page. The yes holds until the app quits.
 */
export class CameraPermission {
  #confirmed = false
  readonly #allowed = new WeakSet<WebContents>()
  readonly #watched = new WeakSet<BrowserWindow>()

  /** @param onRevoked called with a window that lost it, because nobody sees the window any more */
  constructor(
    private readonly language: () => Language,
    private readonly onRevoked: (window: BrowserWindow) => void,
  ) {}

  /** Asks the user, and on macOS the system; whether the window may have the picture now. */
  async ask(window: BrowserWindow): Promise<boolean> {
    if (!this.#confirmed) this.#confirmed = await this.#confirm(window)
    if (!this.#confirmed || window.isDestroyed()) return false
    this.#allowed.add(window.webContents)
    this.#watch(window)
    return true
  }

  /** The page itself does not hear that it is hidden: it must not be slowed down by that. */
  #watch(window: BrowserWindow): void {
    if (this.#watched.has(window)) return
    this.#watched.add(window)
    const { webContents } = window
    const revoke = (): void => {
      if (this.#allowed.delete(webContents)) this.onRevoked(window)
    }
    window.on('hide', revoke)
    window.on('minimize', revoke)
    webContents.on('did-navigate', () => this.release(webContents))
  }

  release(contents: WebContents): void {
    this.#allowed.delete(contents)
  }

  allows(contents: WebContents | null): boolean {
    return contents !== null && this.#allowed.has(contents)
  }

  async #confirm(window: BrowserWindow): Promise<boolean> {
    const { question, detail, allow, cancel } = TEXT[this.language()]
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: question,
      detail,
      buttons: [allow, cancel],
      defaultId: 0,
      cancelId: 1,
    })
    if (response !== 0) return false
    return process.platform !== 'darwin' || systemPreferences.askForMediaAccess('camera')
  }
}
