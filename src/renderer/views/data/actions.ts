import type { DatasetInfo } from '@shared/contract/datasets'
import type { ExamplePlace } from '@shared/contract/dataset-check'
import { useImports } from '@renderer/actions/imports'
import { t } from '@renderer/i18n'
import { useDatasets } from '@renderer/stores/datasets'
import { useHandOver } from '@renderer/stores/hand-over'
import { useMessages } from '@renderer/stores/messages'
import { useDataView } from './data-view'
import { useFindings } from './findings-store'

/** What can be done with data sets. */
export function useDataActions() {
  const datasets = useDatasets()
  const messages = useMessages()
  const handOver = useHandOver()
  const imports = useImports()

  function remove({ id, title, origin }: DatasetInfo): void {
    const restore = (): void => void messages.attempt(() => datasets.restore(id), title)
    void messages.attempt(async () => {
      await datasets.remove(id)
      const gone = origin === 'imported' ? 'common.inTrash' : 'data.removed'
      messages.say(() => t(gone, { title }), { undo: restore })
    }, title)
  }

  return {
    fetch: ({ id, title }: DatasetInfo): void =>
      void messages.attempt(() => datasets.fetch(id), title),
    remove,
    train: ({ id }: DatasetInfo): void => handOver.leave('datasetToTrain', id),
    inspect: ({ id }: DatasetInfo, { split, index }: ExamplePlace): void =>
      handOver.leave('pictures', { sources: [{ kind: 'dataset', dataset: id, split, index }] }),
    check(info: DatasetInfo): Promise<void> {
      useDataView().tab = 'findings'
      return useFindings().check(info)
    },
    chooseImport: (): void => void messages.attempt(imports.chooseDataset),
  }
}
