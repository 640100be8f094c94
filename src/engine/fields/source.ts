import type { FieldSource } from '@shared/contract/fields'
import type { LoadedModel } from '../models'
import { exampleRaster } from '../datasets/example-raster'
import { datasetImages, datasetInfo } from '../datasets'
import { networkOf } from '../inspect/networks'
import { normalise, toInput, type RasterPicture } from '../pictures'
import { epochOrder } from '../runtime/random'
import type { Batchable } from './effective'
import { randomWeights } from './random-weights'

/** A picture as the normalised input of a model's network. */
export function fed(
  { model, normalisation, fitting }: LoadedModel,
  picture: RasterPicture,
  invert: boolean,
): Float32Array {
  const [height = 0, width = 0, channels = 0] = model.inputShape
  return normalise(
    toInput(picture, { height, width, channels }, { invert, fitting }),
    channels,
    normalisation,
  )
}

/** The pictures of a source, as normalised inputs; random weights have their own. */
export async function inputsOf(
  loaded: LoadedModel,
  source: Exclude<FieldSource, { kind: 'random' }>,
  picture: (id: string) => RasterPicture,
): Promise<Float32Array[]> {
  if (source.kind === 'picture') return [fed(loaded, picture(source.picture), source.invert)]
  const { test } = await datasetInfo(source.dataset)
  const indices = [...epochOrder(source.seed, 0, test).slice(0, source.count)]
  const { pixels, labels, ...size } = await datasetImages(source.dataset, 'test', indices)
  const bytes = size.height * size.width * size.channels
  return indices.map((_, n) =>
    fed(
      loaded,
      exampleRaster({ ...size, labels, pixels: pixels.subarray(n * bytes, (n + 1) * bytes) }),
      false,
    ),
  )
}

/** Networks and pictures of a source. */
export async function partsOf(
  loaded: LoadedModel,
  source: FieldSource,
  picture: (id: string) => RasterPicture,
): Promise<Iterable<Batchable>> {
  if (source.kind === 'random') return randomWeights(loaded.model, source)
  return [{ network: () => networkOf(loaded), inputs: await inputsOf(loaded, source, picture) }]
}
