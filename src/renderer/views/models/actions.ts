import type { ModelEntry } from '@shared/contract/models'
import { useImports } from '@renderer/actions/imports'
import { removeModel } from '@renderer/actions/remove-model'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { useHandOver } from '@renderer/stores/hand-over'
import { runIdOf } from '@renderer/stores/models/listed'
import { useRunSelection } from '@renderer/stores/runs/selection'

/** What can be done with a model. Failures become messages with its name. */
export function useModelActions() {
  const [messages, handOver, imports] = [useMessages(), useHandOver(), useImports()]

  return {
    inspect: (entry: ModelEntry): void =>
      handOver.leave('pictures', { sources: [], model: entry.ref }),
    edit: (entry: ModelEntry): void => handOver.leave('modelToEdit', entry.ref),
    train: (entry: ModelEntry): void => handOver.leave('modelToTrain', entry.ref),
    goOn: (entry: ModelEntry): void => handOver.leave('weightsToTrain', entry),
    curves: (entry: ModelEntry): void => useRunSelection().show(runIdOf(entry.ref) ?? ''),
    /** Moves it to the trash, with a way back. */
    remove: (entry: ModelEntry): void =>
      removeModel(entry.ref, entry.title, () => t('common.inTrash', { title: entry.title })),
    importModel: (): void => void messages.attempt(imports.chooseModel),
  }
}
