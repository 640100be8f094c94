import type { ModelRef } from '@shared/contract/models'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { useModels } from '@renderer/stores/models/models'
import { useRuns } from '@renderer/stores/runs/runs'

/**
 * Moves a model, or a run, to the trash, with a way back.
 * @param gone says that it has been moved
 */
export function removeModel(model: ModelRef, title: string, gone: () => string): void {
  const [models, runs, messages] = [useModels(), useRuns(), useMessages()]
  const restore = (): void =>
    void messages.attempt(async () => {
      await models.restore(model)
      await runs.refresh()
      messages.say(() => t('common.restored', { title }))
    }, title)
  void messages.attempt(async () => {
    await models.remove(model)
    await runs.refresh()
    messages.say(gone, { undo: restore })
  }, title)
}
