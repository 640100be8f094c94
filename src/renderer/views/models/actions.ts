import type { ModelEntry } from '@shared/contract/models'
import { desktop } from '@renderer/api'
import { useImports } from '@renderer/actions/imports'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { useModels } from '@renderer/stores/models/models'
import { useRuns } from '@renderer/stores/runs/runs'
import { useWorkbench } from '@renderer/stores/workbench'

/** What can be done with a model. Failures become messages with its name. */
export function useModelActions() {
  const [models, runs, messages, workbench, imports] = [
    useModels(),
    useRuns(),
    useMessages(),
    useWorkbench(),
    useImports(),
  ]

  const restore = (entry: ModelEntry): void =>
    void messages.attempt(async () => {
      await models.restore(entry.ref)
      await runs.refresh()
    }, entry.title)

  return {
    inspect: (entry: ModelEntry): void => workbench.openPictures({ sources: [], model: entry.ref }),
    edit: (entry: ModelEntry): void => workbench.editModel(entry.ref),
    train: (entry: ModelEntry): void => workbench.trainModel(entry.ref),
    curves: (entry: ModelEntry): void => workbench.showRun(entry.ref.replace(/^run:/, '')),
    /** Moves it to the trash, with a way back. */
    remove: (entry: ModelEntry): void =>
      void messages.attempt(async () => {
        await models.remove(entry.ref)
        await runs.refresh()
        messages.say(() => t('models.deleted', { title: entry.title }), {
          action: { label: () => t('common.undo'), run: () => restore(entry) },
        })
      }, entry.title),
    importModel: (): void =>
      void messages.attempt(async () => {
        const chosen = await desktop().call('dialog.model', {})
        if (chosen) await imports.importModel(chosen)
      }),
  }
}
