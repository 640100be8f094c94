import type { DatasetInfo } from '@shared/contract/datasets'
import { t } from '@renderer/i18n'
import { isUsable, useDatasets } from '@renderer/stores/datasets'
import { useOpening } from '@renderer/stores/inspect/opening'
import { useInspectedModel } from '@renderer/stores/inspect/model'
import { useMessages } from '@renderer/stores/messages'

/**
 * The data set that suits the current model: its own, else one with pictures of its input's shape,
 * else any.
 */
export function suitingDataset(): DatasetInfo | undefined {
  const { datasets, find } = useDatasets()
  const entry = useInspectedModel().entry
  const own = entry?.dataset === undefined ? undefined : find(entry.dataset)
  if (own && isUsable(own)) return own
  const here = datasets.filter(isUsable)
  return (
    here.find(
      ({ height, width, channels }) =>
        [height, width, channels].join() === entry?.inputShape.join(),
    ) ?? here[0]
  )
}

/** Opens a random picture of the test part of the model's data set. */
export async function openRandom(): Promise<void> {
  const [inspected, opening] = [useInspectedModel(), useOpening()]
  const [datasets, messages] = [useDatasets(), useMessages()]
  const info = suitingDataset()
  if (!info) {
    const wanted = inspected.entry?.dataset
    messages.say(() =>
      wanted === undefined
        ? t('inspect.pictures.chooseDataset')
        : t('inspect.pictures.noDataset', { name: wanted }),
    )
    return
  }
  await messages.attempt(async () => {
    if (info.state === 'found') await datasets.fetch(info.id)
    const count = datasets.find(info.id)?.test ?? info.test
    const index = Math.floor(Math.random() * count)
    await opening.open([
      { name: info.title, source: { kind: 'dataset', dataset: info.id, split: 'test', index } },
    ])
  })
}
