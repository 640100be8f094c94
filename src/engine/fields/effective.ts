import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs'
import { spreadOf, type Spread, type WeightMap } from '@shared/math/field/spread'
import { summarise } from '@shared/model/summary'
import type { ResolvedModel } from '@shared/model/resolve'
import { AppError, phrase } from '@shared/errors'
import type { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import { inputGradient, type FieldTarget } from './gradient'
import { nextTurn, type Work } from '../work/work'

/**
 * Bytes of all layers' outputs for a batch. Forward and backward together take about twice this.
 */
const BATCH_BYTES = 128 * 1024 ** 2
const LARGEST_BATCH = 64

/** Number of pictures that go through a network at once. */
export function batchOf(model: ResolvedModel): number {
  const { activationBytes } = summarise(model).totals
  return Math.max(1, Math.min(LARGEST_BATCH, Math.floor(BATCH_BYTES / activationBytes)))
}

export interface EffectiveField {
  /** Mean over the pictures of Σ over the channels of |∂ unit / ∂ pixel|. */
  readonly map: WeightMap
  /**
   * Null if no gradient reaches the pixels, because the unit is dead or its gradient is too small
   * for a float.
   */
  readonly spread: Spread | null
  /** Number of pictures, or of draws of random weights, in the mean. */
  readonly count: number
}

/**
 * A network and its normalised inputs. The network is requested again for each batch, because the
 * last one may have been disposed of.
 */
export interface Batchable {
  readonly network: () => Network
  readonly inputs: readonly Float32Array[]
}

/**
 * The effective receptive field of a unit, or of a channel's mean: a gradient of 1 there and 0
 * elsewhere is propagated back to the pixels, and its absolute values are averaged. Source: Luo et
 * al., "Understanding the Effective Receptive Field in Deep CNNs", 2016.
 * @throws AppError `cancelled`, `diverged` if the gradient is not finite
 */
export async function effectiveField(
  parts: Iterable<Batchable>,
  model: ResolvedModel,
  target: FieldTarget,
  work: Work<number> = {},
): Promise<EffectiveField> {
  const [height = 0, width = 0] = model.inputShape
  const sum = new Float32Array(height * width)
  const size = batchOf(model)
  let count = 0
  for (const { network, inputs } of parts) {
    for (let from = 0; from < inputs.length; from += size) {
      const batch = inputs.slice(from, from + size)
      const gradients = await magnitudes(
        network(),
        batch,
        target.layer,
        batch.map(() => target),
      )
      gradients.forEach((value, at) => (sum[at % sum.length] = (sum[at % sum.length] ?? 0) + value))
      count += batch.length
      work.onProgress?.(count)
      await nextTurn(work.signal)
    }
  }
  if (sum.some((value) => !Number.isFinite(value))) {
    throw new AppError(
      'diverged',
      phrase`The gradient of "${target.layer}" is not finite: the weights are damaged or diverged.`,
      { layer: target.layer },
    )
  }
  const map = { height, width, data: sum.map((value) => value / count) }
  return { map, spread: spreadOf(map), count }
}

/**
 * Σ over the channels of |gradient|, one map for each picture.
 * @returns [pictures, height, width]
 */
export async function magnitudes(
  network: Network,
  inputs: readonly Float32Array[],
  layer: string,
  targets: readonly Omit<FieldTarget, 'layer'>[],
): Promise<Float32Array> {
  const tf = tensorflow()
  const [height = 0, width = 0, channels = 0] = network.model.inputShape
  const maps = tf.tidy(() => {
    const x = tf.stack(
      inputs.map((input) => tf.tensor3d(input, [height, width, channels])),
    ) as Tensor4D
    return inputGradient(network, x, layer, targets).abs().sum<Tensor3D>(3)
  })
  try {
    return Float32Array.from(await maps.data<'float32'>())
  } finally {
    maps.dispose()
  }
}
