import type { Tensor4D } from '@tensorflow/tfjs'
import type { ProbeTarget } from '@shared/contract/probe'
import { perChannel } from '@shared/model/normalisation'
import type { Normalisation } from '@shared/model/recipe'
import { Network } from '../layers/network'
import type { LoadedModel } from '../models/loaded-model'
import { tensorflow } from '../runtime/tensorflow'
import { checkTarget, valuesOf } from './target'

/**
 * A target's value for each picture of a batch, and its gradient for every value of the pictures.
 */
export interface ValuesAndGradients {
  readonly values: Float32Array
  readonly gradients: Float32Array
}

/**
 * A network on the device that is asked repeatedly about one target. Pictures are [height, width,
 * channels] in 0…1, before normalisation, one after the other in one array. It holds its own
 * weights, so its work can be done in slices with other work in between.
 */
export class Prober {
  readonly #network: Network

  /** @throws AppError `not-found`, `invalid-argument` for a target that doesn't exist */
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
        // Examples are independent, so the gradient of the sum contains the gradient of each.
        return each.sum().asScalar()
      }
      const [gradients] = tf.grads((x) => sum(x as Tensor4D))([this.#batch(pictures)])
      return { values, gradients: (gradients as Tensor4D).dataSync<'float32'>().slice() }
    })
  }

  /**
   * A layer's maps for one picture, and the target's gradient with respect to them, both [height ·
   * width, channels].
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

/**
 * (x − mean) / std on the device, so that gradients are in the picture's own scale, 0…1; inside a
 * tidy or a gradient.
 */
function normaliseTensor(x: Tensor4D, normalisation: Normalisation | undefined): Tensor4D {
  if (!normalisation) return x
  const tf = tensorflow()
  const { mean, std } = perChannel(normalisation, x.shape[3])
  return x.sub<Tensor4D>(tf.tensor1d([...mean])).div<Tensor4D>(tf.tensor1d([...std]))
}

/** Runs work with a prober and frees its memory on the device afterwards. */
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
