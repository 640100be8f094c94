import type { Tensor, Tensor3D } from '@tensorflow/tfjs'
import type { Pair } from '@shared/math/geometry'
import { extentOf, type Extent } from '@shared/math/field/cells'
import { layerAt } from '@shared/model/resolve'
import type { Dataset } from '../datasets'
import { inScope } from '../graph'
import { Network } from '../layers/network'
import type { LoadedModel } from '../models/loaded-model'
import { checkCancelled } from '../runtime/faults'
import { tensorflow } from '../runtime/tensorflow'
import { DeviceSplit, type Examples } from '../evaluate/device-split'
import { examplesAt, partPositions } from '../evaluate/sample'
import { NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'
import { counted, nextTurn, type Work } from '../work/work'
import { Ranking, type Find } from './ranking'

/**
 * The most values of a layer in one slice, so that a slice of any network takes a few hundredths of
 * a second.
 */
const SLICE_VALUES = 2_000_000
const LARGEST_SLICE = 250

export interface ScanRequest {
  readonly layer: string
  /** One place of the map; `null` for the place where the channel is strongest. */
  readonly place: Pair | null
  /** Finds kept for each channel. */
  readonly count: number
  /** The most images to search, training examples first. Without it all are searched. */
  readonly limit?: number
  /** Images that are left out. */
  readonly aside?: AsidePlaces
}

/** Class-balanced samples of what is left of both halves, training before test. */
function parts(
  { train, test }: Dataset,
  limit = Infinity,
  aside = NONE_ASIDE,
): readonly (Examples & { readonly first: number; readonly positions: Int32Array })[] {
  const first = Math.min(train.count - aside.train.length, limit)
  const rest = Math.min(test.count - aside.test.length, limit - first)
  return [
    { half: train, count: first, before: 0, gone: aside.train },
    { half: test, count: rest, before: train.count, gone: aside.test },
  ]
    .filter(({ count }) => count > 0)
    .map(({ half, count, before, gone }) => {
      const positions = partPositions(half, count, undefined, gone)
      return { ...examplesAt(half, positions), positions, first: before }
    })
}

/**
 * The strongest value of each channel in each image of a batch, as [images · channels].
 * @param maps the layer's output for the batch
 * @param place reads this place of the map only
 * @returns the values, and the cell of each
 */
function strongestCells(maps: Tensor, [height, width, channels]: Extent, place: Pair | null) {
  const cells = maps.reshape<Tensor3D>([-1, height * width, channels])
  if (place) {
    const cell = place[0] * width + place[1]
    const values = cells.slice([0, cell, 0], [-1, 1, -1]).max(1).dataSync<'float32'>()
    return { values, cellOf: () => cell }
  }
  const where = cells.argMax(1).dataSync<'int32'>()
  return { values: cells.max(1).dataSync<'float32'>(), cellOf: (i: number) => where[i] ?? 0 }
}

/**
 * Runs a complete data set through a network up to one layer and keeps, for every channel of it,
 * the images in which the channel is strongest, each with its cell. All channels take no longer
 * than one. Images are numbered across both halves.
 * @throws AppError `cancelled`
 */
export async function scan(
  loaded: LoadedModel,
  dataset: Dataset,
  { layer, place, count, limit, aside }: ScanRequest,
  work: Work = {},
): Promise<readonly (readonly Find[])[]> {
  const tf = tensorflow()
  const extent = extentOf(layerAt(loaded.model, layer)?.outputShape ?? [])
  const [, , channels] = extent
  const widest = Math.max(
    ...loaded.model.layers.map(({ outputShape }) => outputShape.reduce((a, b) => a * b, 1)),
  )
  const slice = Math.max(1, Math.min(LARGEST_SLICE, Math.floor(SLICE_VALUES / widest)))
  const rankings = Array.from({ length: channels }, () => new Ranking(count))
  const network = Network.create(loaded.model, loaded.weights, loaded.silenced)
  const halves = parts(dataset, limit, aside)
  const total = halves.reduce((sum, half) => sum + half.count, 0)
  const { signal, onProgress } = counted(work, 'scan', 'examples', total)
  let done = 0
  try {
    for (const half of halves) {
      const split = new DeviceSplit(half, loaded.model.inputShape, loaded.normalisation)
      try {
        for (let start = 0; start < half.count; start += slice) {
          checkCancelled(signal)
          const size = Math.min(slice, half.count - start)
          const { values, cellOf } = inScope(tf, () => {
            const indices = Int32Array.from({ length: size }, (_, i) => start + i)
            const maps = network.outputOf(split.batch(tf.tensor1d(indices, 'int32')).x, layer)
            return strongestCells(maps, extent, place)
          })
          for (let i = 0; i < values.length; i++)
            rankings[i % channels]?.offer(
              values[i] ?? NaN,
              half.first + (half.positions[start + Math.floor(i / channels)] ?? 0),
              cellOf(i),
            )
          done += size
          onProgress(done)
          await nextTurn()
        }
      } finally {
        split.dispose()
      }
    }
  } finally {
    network.dispose()
  }
  return rankings.map(({ finds }) => finds)
}
