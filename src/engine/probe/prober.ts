import type { Tensor4D } from '@tensorflow/tfjs'
import type { ProbeTarget } from '@shared/contract/probe'
import { Network } from '../layers/network'
import type { LoadedModel } from '../models/loaded-model'
import { tensorflow } from '../runtime/tensorflow'
import { normaliseTensor } from './input'
import { checkTarget, valuesOf } from './target'

/** A target's value for each picture of a batch, and its gradient by every number of them. */
export interface ValuesAndGradients {
  readonly values: Float32Array
  readonly gradients: Float32Array
}

/**
 * A network on the device that is asked again and again about one target. Pictures are [height,
 * width, channels] in 0…1, before normalisation, packed one after the other. It holds weights of
 * its own, so a slice of work may wait for others.
 */
export class Prober {
  readonly #network: Network

  /** @throws AppError `not-found`, `invalid-argument` for a target that isn't there. */
  constructor(
    readonly loaded: LoadedModel,
    readonly target: ProbeTarget,
  ) {
    checkTarget(loaded.model, target)
    this.#network = Network.create(loaded.model, loaded.weights, loaded.silenced)
  }

  values(pictures: Float32Array): Float32Array {
    const tf = tensorflow()
    return tf.tidy(() =>
      valuesOf(this.#outputOf(this.#batch(pictures)), this.target)
        .dataSync<'float32'>()
        .slice(),
    )
  }

  valuesAndGradients(pictures: Float32Array): ValuesAndGradients {
    const tf = tensorflow()
    return tf.tidy(() => {
      let values: Float32Array = new Float32Array()
      const sum = (x: Tensor4D) => {
        const each = valuesOf(this.#outputOf(x), this.target)
        values = each.dataSync<'float32'>().slice()
        // Examples don't touch each other, so the gradient of the sum holds each one's own.
        return each.sum().asScalar()
      }
      const [gradients] = tf.grads((x) => sum(x as Tensor4D))([this.#batch(pictures)])
      return { values, gradients: (gradients as Tensor4D).dataSync<'float32'>().slice() }
    })
  }

  /**
   * A layer's maps for one picture and the target's gradient by them, both [height · width,
   * channels].
   */
  mapsAndGradients(
    picture: Float32Array,
    layer: string,
  ): { readonly value: number; readonly maps: Float32Array; readonly gradients: Float32Array } {
    const tf = tensorflow()
    return tf.tidy(() => {
      const x = normaliseTensor(this.#batch(picture), this.loaded.normalisation)
      const maps = this.#network.outputOf(x, layer)
      const from = (output: typeof maps) =>
        valuesOf(this.#network.outputOf(x, this.target.layer, { id: layer, output }), this.target)
          .sum()
          .asScalar()
      const { value, grad } = tf.valueAndGrad(from)(maps)
      return {
        value: value.dataSync()[0] ?? NaN,
        maps: maps.dataSync<'float32'>().slice(),
        gradients: grad.dataSync<'float32'>().slice(),
      }
    })
  }

  dispose(): void {
    this.#network.dispose()
  }

  #batch(pictures: Float32Array): Tensor4D {
    const [height = 1, width = 1, channels = 1] = this.loaded.model.inputShape
    return tensorflow().tensor4d(pictures, [
      pictures.length / (height * width * channels),
      height,
      width,
      channels,
    ])
  }

  #outputOf(x: Tensor4D) {
    return this.#network.outputOf(normaliseTensor(x, this.loaded.normalisation), this.target.layer)
  }
}

/** Asks a prober and lets the device have its memory back afterwards. */
export async function probing<T>(
  loaded: LoadedModel,
  target: ProbeTarget,
  work: (prober: Prober) => T | Promise<T>,
): Promise<T> {
  const prober = new Prober(loaded, target)
  try {
    return await work(prober)
  } finally {
    prober.dispose()
  }
}
