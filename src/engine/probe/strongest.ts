import type { EngineInput } from '@shared/contract/engine'
import type { Strongest } from '@shared/contract/probe'
import type { DatasetInfo } from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import { extentOf } from '@shared/math/field/cells'
import { layerAt } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import { datasetContents, datasetInfo, loadDataset, type Dataset } from '../datasets'
import type { LoadedModel } from '../models/loaded-model'
import { countAside, NONE_ASIDE } from '@shared/recipe/set-aside'
import { digestOf } from '../models/digest'
import type { Work } from '../work/work'
import type { Find } from './ranking'
import { scan } from './scan'
import { keepScan, keptScan, type ScanKey } from './scan-store'
import { checkTarget } from './target'

/** Finds kept for each channel. */
const KEPT_FINDS = 24

type Request = Omit<EngineInput<'probe.strongest'>, 'model'>

/** @throws AppError `unsupported` for pictures of another size than the network takes. */
export function checkFits(
  loaded: LoadedModel,
  { title, height, width, channels }: Pick<DatasetInfo, 'title' | 'height' | 'width' | 'channels'>,
): void {
  const needed = loaded.model.inputShape.join('×')
  const found = [height, width, channels].join('×')
  if (needed !== found)
    throw new AppError(
      'unsupported',
      phrase`The pictures of "${title}" are ${found}, and the network takes ${needed}; choose a data set of that size.`,
      { needed, found },
    )
}

/**
 * The images of both halves of a data set that activate a channel most. All images but those set
 * aside are searched, and the result is kept with the model, so another channel of the same layer, or the same question
 * after a restart, is answered immediately.
 * @param exclusive runs the search as a job; a kept search is read without one
 * @throws AppError `not-found` (also if only a kept search is wanted and there is none),
 *   `unsupported`, `cancelled`, `busy`
 */
export async function strongest(
  loaded: LoadedModel,
  { target, dataset: id, count, limit, onlyKept = false }: Request,
  exclusive: <T>(work: () => Promise<T>) => Promise<T>,
  job: Work = {},
): Promise<Strongest> {
  checkTarget(loaded.model, target)
  const unknown = new AppError(
    'not-found',
    phrase`The data set has not been searched for this layer yet.`,
    { layer: target.layer },
  )
  if (onlyKept && (await datasetInfo(id)).state !== 'ready') throw unknown
  const contents = await datasetContents(id)
  const info = await datasetInfo(id)
  checkFits(loaded, info)
  const aside = info.setAside ?? NONE_ASIDE
  const left = info.train + info.test - countAside(aside)
  const examined = Math.min(limit ?? Infinity, left)
  const isVector = layerAt(loaded.model, target.layer)?.outputShape.length === 1
  const place = isVector ? null : target.place
  const key: ScanKey = {
    digest: digestOf(loaded),
    dataset: id,
    contents,
    layer: target.layer,
    place,
    examined,
    ...(examined < left ? { sample: 'balanced' as const } : {}),
    ...(countAside(aside) > 0 ? { aside } : {}),
  }
  const { ref } = loaded.entry
  const kept = await keptScan(ref, key)
  if (!kept && onlyKept) throw unknown
  const dataset = await loadDataset(id, job)
  const found =
    kept ??
    (await exclusive(() =>
      scan(
        loaded,
        dataset,
        { layer: target.layer, place, count: KEPT_FINDS, limit: examined, aside },
        job,
      ),
    ))
  if (!kept) await keepScan(ref, key, found, job.signal)
  return describe(loaded, dataset, target.layer, (found[target.channel] ?? []).slice(0, count), {
    examined,
    setAside: countAside(aside),
    kept: kept !== undefined,
  })
}

function describe(
  loaded: LoadedModel,
  dataset: Dataset,
  layer: string,
  finds: readonly Find[],
  facts: Pick<Strongest, 'examined' | 'setAside' | 'kept'>,
): Strongest {
  const { info, train, test } = dataset
  const { height, width, channels } = info
  const size = height * width * channels
  const summary = summarise(loaded.model).layers.find(({ id }) => id === layer)
  const [, across] = extentOf(summary?.outputShape ?? [1])
  const pixels = new Uint8Array(finds.length * size)
  const patches = finds.map(({ value, picture, cell }, place) => {
    const inTest = picture >= train.count
    const half = inTest ? test : train
    const index = inTest ? picture - train.count : picture
    pixels.set(half.images.subarray(index * size, (index + 1) * size), place * size)
    const label = info.classes[half.labels[index] ?? -1] ?? ''
    return {
      split: inTest ? ('test' as const) : ('train' as const),
      index,
      label,
      value,
      row: Math.floor(cell / across),
      column: cell % across,
    }
  })
  return {
    dataset: info.id,
    ...facts,
    field: summary?.receptiveField ?? null,
    patches,
    images: { height, width, channels, pixels },
  }
}
