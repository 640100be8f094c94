import { phrase, type Phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import { resolveModel } from '@shared/model/resolve'
import type { RasterPicture } from '../pictures'
import { choosePictures, PICTURES } from './pictures'
import { prepare, takesPictures, type Preparation } from './prepare'
import type { Inputs } from './samples'

/** What a model is checked with. */
export interface Examples {
  readonly inputs: Inputs
  /** None for a network that takes no pictures. */
  readonly pictures: readonly RasterPicture[]
  /** Where each example comes from. */
  readonly from: readonly Phrase[]
}

/** The most numbers of all inputs together: 64 MB. */
const MOST_NUMBERS = 16 * 1024 * 1024

/** Numbers from −1 to 1 that are the same every time: a linear congruential generator. */
function seeded(length: number): Float32Array {
  let state = 1
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/**
 * Thirty-two examples, or as many as 64 MB hold: pictures, or seeded numbers for a network with
 * neither one channel nor three.
 * @param dataset the data set that the model was trained on
 */
export async function takeExamples(
  how: Preparation,
  dataset: string | undefined,
  signal?: AbortSignal,
): Promise<Examples> {
  const size = elements(resolveModel(how.spec).inputShape)
  const count = Math.max(1, Math.min(PICTURES, Math.floor(MOST_NUMBERS / size)))
  if (!takesPictures(how)) {
    const from = Array.from({ length: count }, () => phrase`seeded numbers from −1 to 1`)
    return { inputs: { count, data: seeded(count * size) }, pictures: [], from }
  }
  const chosen = await choosePictures(dataset, signal)
  const step = chosen.length / count
  const taken = Array.from({ length: count }, (_, i) => chosen[Math.floor(i * step)]).flatMap(
    (each) => (each ? [each] : []),
  )
  const pictures = taken.map(({ raster }) => raster)
  return { inputs: prepare(pictures, how), pictures, from: taken.map(({ from }) => from) }
}
