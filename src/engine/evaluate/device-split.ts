import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import { perChannel } from '@shared/model/normalisation'
import type { Normalisation } from '@shared/model/recipe'
import { gatherImages, gatherLabels } from '../runtime/kernels/examples'
import { nativeOps, tensorflow } from '../runtime/tensorflow'
import { heldImages } from './held-images'

/** Examples in memory: bytes [count, height, width, channels] and the class of each. */
export interface Examples {
  readonly images: Uint8Array
  readonly labels: Uint8Array | Uint16Array
  readonly count: number
}

/**
 * The first so many examples, for a look at their form. A part that stands for the whole is drawn
 * (`partOf`): data sets lie class by class.
 */
export function firstExamples({ images, labels, count: all }: Examples, limit: number): Examples {
  const count = Math.min(limit, all)
  return {
    count,
    images: images.subarray(0, (images.length / all) * count),
    labels: labels.subarray(0, count),
  }
}

export interface Batch {
  readonly x: Tensor4D
  readonly labels: Tensor1D
}

/**
 * The images of a split, stored once on the device as bytes. Batches are gathered, scaled to 0…1
 * and normalised there.
 */
export class DeviceSplit {
  readonly count: number
  readonly images: Tensor
  readonly labels: Tensor1D
  /** x ↦ x·scale + offset does the division by 255 and the normalisation in one. */
  private readonly scale?: readonly number[]
  private readonly offset?: readonly number[]

  /** @throws AppError `invalid-recipe` if the normalisation doesn't fit the channels */
  constructor(
    examples: Examples,
    private readonly shape: readonly number[],
    normalisation?: Normalisation,
  ) {
    if (normalisation) {
      const { mean, std } = perChannel(normalisation, shape.at(-1) ?? 1)
      this.scale = std.map((deviation) => 1 / (255 * deviation))
      this.offset = std.map((deviation, i) => -(mean[i] ?? NaN) / deviation)
    }
    this.count = examples.count
    this.images = nativeOps().held(
      heldImages(examples.images, examples.count, shape, nativeOps().onGpu),
    )
    this.labels = tensorflow().tensor1d(
      Int32Array.from(examples.labels.subarray(0, examples.count)),
      'int32',
    )
  }

  /** The examples at `indices` [batch] int32 with values in 0…1; inside a tidy. */
  pictures(indices: Tensor1D): Batch {
    const tf = tensorflow()
    return {
      x: gatherImages(tf, this.images, indices, this.shape).mul<Tensor4D>(1 / 255),
      labels: gatherLabels(tf, this.labels, indices),
    }
  }

  /** Pictures with values in 0…1 as the network receives them; inside a tidy. */
  normalised(x: Tensor4D): Tensor4D {
    const tf = tensorflow()
    if (!this.scale || !this.offset) return x
    return x
      .mul<Tensor4D>(tf.tensor1d(this.scale.map((factor) => 255 * factor)))
      .add<Tensor4D>(tf.tensor1d([...this.offset]))
  }

  /** The examples at `indices` [batch] int32; inside a tidy. */
  batch(indices: Tensor1D): Batch {
    const tf = tensorflow()
    const bytes = gatherImages(tf, this.images, indices, this.shape)
    const labels = gatherLabels(tf, this.labels, indices)
    if (!this.scale || !this.offset) return { x: bytes.mul<Tensor4D>(1 / 255), labels }
    return {
      x: bytes
        .mul<Tensor4D>(tf.tensor1d([...this.scale]))
        .add<Tensor4D>(tf.tensor1d([...this.offset])),
      labels,
    }
  }

  /** The classes of the examples at `indices` [batch] int32; inside a tidy. */
  labelsAt(indices: Tensor1D): Tensor1D {
    return gatherLabels(tensorflow(), this.labels, indices)
  }

  dispose(): void {
    this.images.dispose()
    this.labels.dispose()
  }
}
