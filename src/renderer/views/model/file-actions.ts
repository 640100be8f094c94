import type { ModelRef } from '@shared/contract/models'
import { draftFrom, emptyDraft, formatDraft } from '@shared/model/draft'
import { AppError, phrase } from '@shared/errors'
import { leanDraft } from '@shared/model/lean'
import { desktop, engine } from '@renderer/api'
import { useSave } from '@renderer/actions/save'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { useModelDocument } from './document/store'
import { fromSharedText, sharedText } from './share'

/** Opens a network, and gives it out as a file or text. Failures become messages. */
export function useFileActions() {
  const [store, messages, save] = [useModelDocument(), useMessages(), useSave()]

  async function openModel(ref: ModelRef): Promise<void> {
    const { spec } = await engine().call('models.detail', { model: ref })
    store.open(leanDraft(spec), ref.startsWith('saved:') ? ref : null)
  }

  async function openFile(): Promise<void> {
    const chosen = await desktop().call('dialog.model', {})
    if (!chosen) return
    const { text, name } = await engine().call('builder.read', { token: chosen.token })
    const result = draftFrom(JSON.parse(text))
    if ('faults' in result) {
      const [{ field, words }] = result.faults
      throw new AppError('invalid-model', phrase`${name}: ${field}: ${words}`)
    }
    store.open(result.draft)
  }

  const attempt = (work: () => Promise<unknown>): void =>
    void messages.attempt(work, store.draft.name)

  return {
    openModel: (ref: ModelRef): void => attempt(() => openModel(ref)),
    openFile: (): void => attempt(openFile),
    openEmpty: (): void => store.open(emptyDraft),
    /** @returns what keeps the text from being opened */
    openText: (text: string): string | undefined => {
      const found = fromSharedText(text)
      if ('problem' in found) return found.problem
      store.open(found.draft)
      return undefined
    },
    saveFile: (): void =>
      save.saveText(`${store.draft.name || 'network'}.json`, formatDraft(store.draft)),
    share: (): void =>
      attempt(async () => {
        await navigator.clipboard.writeText(sharedText(store.draft))
        messages.say(t('model.shared'))
      }),
  }
}
