import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { WeightMap } from '@shared/math/field/spread'
import type { Normalisation } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'
import type { Network } from '../layers/network'
import { normalise } from '../pictures'
import { tensorflow } from '../runtime/tensorflow'
import { batchOf } from './effective'
import type { FieldTarget } from './gradient'
import { cellsOfPatch, countPatches } from './patches'
import { nextTurn, type Work } from '../work/work'

export interface EmpiricalOptions extends Work<number> {
  /** Side of the squares that are changed, in pixels. */
  readonly patch: number
  /**
   * By how much a pixel of 0…1 is changed: a dark pixel becomes brighter and a bright one darker.
   */
  readonly delta: number
}

export interface EmpiricalField {
  /** |new value − old value| of the unit, at the pixels that were changed. */
  readonly map: WeightMap
  /** Value of the unit for the unchanged picture. */
  readonly value: number
  readonly patch: number
}

/** The picture of an empirical field, and the model that receives it. */
export interface FieldPicture {
  /** [height, width, channels], 0…1, before normalisation. */
  readonly input: Float32Array
  readonly normalisation?: Normalisation | undefined
  readonly model: ResolvedModel
}

/** The network's input where the given cells of the picture are changed by `delta`. */
function changedInput(
  { input, normalisation, model }: FieldPicture,
  cells: readonly number[],
  delta: number,
): Float32Array {
  const [, , channels = 0] = model.inputShape
  const picture = input.slice()
  for (const cell of cells) {
    for (let at = cell * channels; at < (cell + 1) * channels; at += 1)
      picture[at] = (input[at] ?? 0) + ((input[at] ?? 0) < 0.5 ? delta : -delta)
  }
  return normalise(picture, channels, normalisation)
}

/**
 * The empirical receptive field: changes the picture patch by patch and measures how much the unit
 * changes.
 * @throws AppError `cancelled`; `too-large` where there would be more than `MOST_PATCHES` patches
 */
export async function empiricalField(
  network: () => Network,
  picture: FieldPicture,
  target: FieldTarget,
  { patch, delta, ...work }: EmpiricalOptions,
): Promise<EmpiricalField> {
  const { inputShape } = picture.model
  const [height = 0, width = 0] = inputShape
  const count = countPatches(inputShape, patch)
  const data = new Float32Array(height * width)
  const size = batchOf(picture.model)
  // How a kernel rounds may depend on the picture's place in the batch, so each changed picture is
  // compared with the unchanged one at the same place of a batch of the same length. Outside the
  // field the difference is then exactly 0.
  const unchanged = new Map<number, Float32Array>()
  let value = NaN
  for (let from = 0; from < count; from += size) {
    const patches = Array.from({ length: Math.min(size, count - from) }, (_, i) =>
      cellsOfPatch(inputShape, patch, from + i),
    )
    const before =
      unchanged.get(patches.length) ??
      (await valuesOf(
        network(),
        patches.map(() => changedInput(picture, [], delta)),
        target,
      ))
    unchanged.set(patches.length, before)
    value = before[0] ?? NaN
    const after = await valuesOf(
      network(),
      patches.map((cells) => changedInput(picture, cells, delta)),
      target,
    )
    after.forEach((moved, i) => {
      for (const cell of patches[i] ?? []) data[cell] = Math.abs(moved - (before[i] ?? NaN))
    })
    work.onProgress?.(from + patches.length)
    await nextTurn(work.signal)
  }
  return { map: { height, width, data }, value, patch }
}

/** The target's value for each input. */
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
