import type { ModelEntry } from '@shared/contract/models'
import { useImports } from '@renderer/actions/imports'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { useModels } from '@renderer/stores/models/models'
import { useRuns } from '@renderer/stores/runs/runs'
import { useHandOver } from '@renderer/stores/hand-over'
import { useRunSelection } from '@renderer/stores/runs/selection'

/** What can be done with a model. Failures become messages with its name. */
export function useModelActions() {
  const [models, runs, messages, handOver, imports] = [
    useModels(),
    useRuns(),
    useMessages(),
    useHandOver(),
    useImports(),
  ]

  const restore = (entry: ModelEntry): void =>
    void messages.attempt(async () => {
      await models.restore(entry.ref)
      await runs.refresh()
    }, entry.title)

  return {
    inspect: (entry: ModelEntry): void =>
      handOver.leave('pictures', { sources: [], model: entry.ref }),
    edit: (entry: ModelEntry): void => handOver.leave('modelToEdit', entry.ref),
    train: (entry: ModelEntry): void => handOver.leave('modelToTrain', entry.ref),
    curves: (entry: ModelEntry): void => useRunSelection().show(entry.ref.replace(/^run:/, '')),
    /** Moves it to the trash, with a way back. */
    remove: (entry: ModelEntry): void =>
      void messages.attempt(async () => {
        await models.remove(entry.ref)
        await runs.refresh()
        messages.say(() => t('models.deleted', { title: entry.title }), {
          action: { label: () => t('common.undo'), run: () => restore(entry) },
        })
      }, entry.title),
    importModel: (): void => void messages.attempt(imports.chooseModel),
  }
}
