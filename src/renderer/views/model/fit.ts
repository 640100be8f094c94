import { adopt } from '@shared/model/edit'
import { fitToDataset, shrinkToDataset } from '@shared/model/fit'
import { modelSpecSchema } from '@shared/model/spec'
import { t } from '@renderer/i18n'
import { formatShape } from '@renderer/i18n/format'
import { useDatasets } from '@renderer/stores/datasets'
import { useMessages } from '@renderer/stores/messages'
import { useModelDocument } from './document/store'
import { useSetup } from './setup'

/** Fits the network to the current data set and says what was changed. */
export function useFit(): () => void {
  const [store, messages, datasets, setup] = [
    useModelDocument(),
    useMessages(),
    useDatasets(),
    useSetup(),
  ]
  function fit(): void {
    const info = datasets.find(setup.dataset)
    const parsed = modelSpecSchema.safeParse(store.draft)
    if (!info || !parsed.success) return
    const { height, width, channels, classes } = info
    const dataset = { height, width, channels, classes: classes.length }
    const next = shrinkToDataset(parsed.data, dataset)
    const plain = fitToDataset(parsed.data, dataset)
    const gone = next.layers.filter(
      (layer, index) => JSON.stringify(layer) !== JSON.stringify(plain.layers[index]),
    ).length
    store.edit((draft) => adopt(draft, next))
    const values = {
      name: next.name,
      shape: formatShape([height, width, channels]),
      classes: classes.length,
      count: gone,
    }
    messages.say(t(gone > 0 ? 'model.shrunk' : 'model.fitted', values))
  }
  return fit
}
