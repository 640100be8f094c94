import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { WeightMap } from '@shared/math/field/spread'
import { AppError, phrase } from '@shared/errors'
import type { Normalisation } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'
import type { Network } from '../layers/network'
import { normalise } from '../pictures'
import { tensorflow } from '../runtime/tensorflow'
import { batchOf } from './effective'
import type { FieldTarget } from './gradient'
import { nextTurn, type Work } from '../work/work'

export interface EmpiricalOptions extends Work<number> {
  /** Side of the squares that are changed, in pixels. */
  readonly patch: number
  /**
   * How far a pixel is moved, of the 0…1 that it has: up where it is dark, down where it is bright.
   */
  readonly delta: number
}

export interface EmpiricalField {
  /** |new value − old value| of the unit, at the pixels that were changed. */
  readonly map: WeightMap
  /** Value of the unit before. */
  readonly value: number
  readonly patch: number
}

/** More patches than this are not tried. */
export const MOST_PATCHES = 4096

/** The smallest patch with which the picture has at most so many patches. */
export const patchFor = ([height = 1, width = 1]: readonly number[], most: number): number => {
  let patch = 1
  while (Math.ceil(height / patch) * Math.ceil(width / patch) > most) patch += 1
  return patch
}

/**
 * The empirical receptive field: changes the picture patch by patch and watches the unit.
 * @param input 0…1, before normalisation
 * @throws AppError `cancelled`, `too-large` where there would be more than `MOST_PATCHES` patches
 */
export async function empiricalField(
  network: () => Network,
  {
    input,
    normalisation,
    model,
  }: {
    readonly input: Float32Array
    readonly normalisation?: Normalisation | undefined
    readonly model: ResolvedModel
  },
  target: FieldTarget,
  { patch, delta, ...work }: EmpiricalOptions,
): Promise<EmpiricalField> {
  const [height = 0, width = 0, channels = 0] = model.inputShape
  const [rows, columns] = [Math.ceil(height / patch), Math.ceil(width / patch)]
  const count = rows * columns
  if (count > MOST_PATCHES) {
    throw new AppError(
      'too-large',
      phrase`${count} patches of ${patch}×${patch} would be tried; at most ${MOST_PATCHES} are. Take patches of ${patchFor(model.inputShape, MOST_PATCHES)} or more.`,
      { patch, count },
    )
  }
  const cells = (n: number): number[] => {
    const [top, left] = [Math.floor(n / columns) * patch, (n % columns) * patch]
    const across = Array.from({ length: Math.min(patch, width - left) }, (_, i) => left + i)
    return Array.from({ length: Math.min(patch, height - top) }, (_, i) => top + i).flatMap((row) =>
      across.map((column) => row * width + column),
    )
  }
  const changed = (n: number): Float32Array => {
    const picture = input.slice()
    for (const cell of n < 0 ? [] : cells(n)) {
      for (let at = cell * channels; at < (cell + 1) * channels; at += 1)
        picture[at] = (input[at] ?? 0) + ((input[at] ?? 0) < 0.5 ? delta : -delta)
    }
    return normalise(picture, channels, normalisation)
  }
  const data = new Float32Array(height * width)
  const size = batchOf(model)
  // What a kernel rounds to may depend on the picture's place in the batch, so each is held against
  // the unchanged picture at the same place of a batch of the same length: outside of the field the
  // difference then is exactly 0.
  const unchanged = new Map<number, Float32Array>()
  let value = NaN
  for (let from = 0; from < count; from += size) {
    const patches = Array.from({ length: Math.min(size, count - from) }, (_, i) => from + i)
    const before =
      unchanged.get(patches.length) ??
      (await valuesOf(
        network(),
        patches.map(() => changed(-1)),
        target,
      ))
    unchanged.set(patches.length, before)
    value = before[0] ?? NaN
    const after = await valuesOf(network(), patches.map(changed), target)
    after.forEach((moved, i) => {
      for (const cell of cells(from + i)) data[cell] = Math.abs(moved - (before[i] ?? NaN))
    })
    work.onProgress?.(from + patches.length)
    await nextTurn(work.signal)
  }
  return { map: { height, width, data }, value, patch }
}

/** The target's value for each of some pictures. */
async function valuesOf(
  network: Network,
  pictures: readonly Float32Array[],
  { layer, unit: [row, column, channel], of }: FieldTarget,
): Promise<Float32Array> {
  const tf = tensorflow()
  const [height = 0, width = 0, channels = 0] = network.model.inputShape
  const values = tf.tidy(() => {
    const x = tf.stack(
      pictures.map((picture) => tf.tensor3d(picture, [height, width, channels])),
    ) as Tensor4D
    const output = network.outputOf(x, layer)
    if (of === 'place')
      return output.rank === 2
        ? output.mean<Tensor1D>(1)
        : output.slice([0, row, column, 0], [-1, 1, 1, -1]).mean<Tensor1D>([1, 2, 3])
    if (output.rank === 2) return output.slice([0, channel], [-1, 1]).reshape<Tensor1D>([-1])
    if (of === 'channel')
      return output.slice([0, 0, 0, channel], [-1, -1, -1, 1]).mean<Tensor1D>([1, 2, 3])
    return output.slice([0, row, column, channel], [-1, 1, 1, 1]).reshape<Tensor1D>([-1])
  })
  try {
    return Float32Array.from(await values.data<'float32'>())
  } finally {
    values.dispose()
  }
}
