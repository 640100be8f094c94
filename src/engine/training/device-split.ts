import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { Normalisation } from '@shared/model/recipe'
import { DeviceBytes } from '../runtime/device-bytes'
import { tensorflow } from '../runtime/tensorflow'

/** Examples in memory: bytes [count, height, width, channels] and a class each. */
export interface Examples {
  readonly images: Uint8Array
  readonly labels: Uint8Array | Uint16Array
  readonly count: number
}

/** Pictures of a split kept once on the device as bytes; batches are gathered, scaled to 0…1 and normalised there. */
export class DeviceSplit {
  readonly count: number
  private readonly images: DeviceBytes
  private readonly labels: Uint8Array | Uint16Array
  /** x ↦ x·scale + offset does both ÷ 255 and the normalisation. */
  private readonly scale: number | readonly number[]
  private readonly offset: readonly number[] | undefined

  constructor(examples: Examples, shape: readonly number[], normalisation?: Normalisation) {
    this.count = examples.count
    this.images = new DeviceBytes([examples.count, ...shape], examples.images)
    this.labels = examples.labels
    this.scale = normalisation ? normalisation.std.map((std) => 1 / (255 * std)) : 1 / 255
    this.offset = normalisation?.std.map((std, i) => -(normalisation.mean[i] ?? 0) / std)
  }

  /** The examples at `indices`; inside a tidy. */
  batch(indices: Int32Array): { x: Tensor4D; labels: Tensor1D } {
    const tf = tensorflow()
    const bytes = this.images.gather(indices) as Tensor4D
    const scaled = bytes.mul<Tensor4D>(typeof this.scale === 'number' ? this.scale : tf.tensor1d([...this.scale]))
    const x = this.offset ? scaled.add<Tensor4D>(tf.tensor1d([...this.offset])) : scaled
    return { x, labels: tf.tensor1d(Int32Array.from(indices, (i) => this.labels[i] ?? 0), 'int32') }
  }

  dispose(): void {
    this.images.dispose()
  }
}
