import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { phrase, type Phrase } from '@shared/errors'
import type { Quantisation } from '@shared/formats'
import type { LoadedModel } from '../models/loaded-model'
import { decodePicture, toInput } from '../pictures'
import { resourcesFolder } from '../runtime/paths'
import { nextTurn, type Work } from '../work/work'
import { forwardInput } from './forward'

/** Inputs of a network that takes no pictures. */
const SEEDED = 8

/** Inputs of 0…1: the pictures that come with the app, or numbers for other channels than theirs. */
async function inputsFor({ model, fitting }: LoadedModel): Promise<readonly Float32Array[]> {
  const [height = 0, width = 0, channels = 0] = model.inputShape
  if (channels !== 1 && channels !== 3)
    return Array.from({ length: SEEDED }, (_, seed) =>
      Float32Array.from({ length: height * width * channels }, (__, i) =>
        Math.abs(Math.sin(seed + 1 + i * 12.9898)),
      ),
    )
  const folder = join(resourcesFolder(), 'samples')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).sort()
  return Promise.all(
    names.map(async (name) => {
      const picture = await decodePicture(await readFile(join(folder, name)), name)
      return toInput(picture, { height, width, channels }, { ...(fitting && { fitting }) })
    }),
  )
}

const outputOf = async (loaded: LoadedModel, input: Float32Array): Promise<Float32Array> =>
  [...(await forwardInput(loaded, input)).outputs.values()].at(-1)?.data ?? new Float32Array()

/** What rounded weights cost: how far the outputs for some pictures are from the model's own. */
export interface RoundingCost {
  readonly pictures: number
  /** The largest difference of an output, and the largest output. */
  readonly difference: number
  readonly largest: number
}

/** Compares a model with the one whose weights are rounded. @throws AppError `cancelled` */
export async function roundingCost(
  loaded: LoadedModel,
  rounded: LoadedModel,
  { signal }: Work = {},
): Promise<RoundingCost> {
  const inputs = await inputsFor(loaded)
  let [difference, largest] = [0, 0]
  for (const input of inputs) {
    await nextTurn(signal)
    const [own, other] = [await outputOf(loaded, input), await outputOf(rounded, input)]
    own.forEach((value, i) => {
      difference = Math.max(difference, Math.abs(value - (other[i] ?? NaN)))
      largest = Math.max(largest, Math.abs(value))
    })
  }
  return { pictures: inputs.length, difference, largest }
}

/** The same in a sentence. */
export const costSentence = (
  to: Quantisation,
  { pictures, difference, largest }: RoundingCost,
): Phrase =>
  phrase`The weights are stored as ${to}. On ${pictures} pictures the outputs differ from the model's own by at most ${difference.toPrecision(2)}; the largest output is ${largest.toPrecision(2)}.`
