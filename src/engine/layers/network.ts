import type { Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { AppError } from '@shared/errors'
import { formatShape } from '@shared/layers/definition'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { tensorflow } from '../runtime/tensorflow'
import { computeLayer } from '.'
import type { ForwardPass } from './layer-op'

/** A layer's output for a batch. */
export interface LayerOutput {
  readonly id: string
  readonly output: Tensor
}

const INFERENCE: ForwardPass = { training: false, randomSeed: [0, 0], updateStatistic: () => undefined }

/** The array of weight `name`, if it has the model's shape. */
function arrayFor(weights: NamedArrays, name: string, shape: readonly number[]): NamedArray {
  const array = weights.get(name)
  if (!array) throw new AppError('invalid-model', `Weight "${name}" is missing.`, { weight: name })
  if (array.shape.join() !== shape.join()) {
    throw new AppError('invalid-model', `Weight "${name}" is ${formatShape(array.shape)}; the model needs ${formatShape(shape)}.`, {
      weight: name,
    })
  }
  return array
}

/** A network on the device: the model and a variable for each weight. */
export class Network {
  private constructor(
    readonly model: ResolvedModel,
    /** `<layer id>.<weight name>` → variable, in the network's order. */
    readonly variables: ReadonlyMap<string, Variable>,
  ) {}

  /** @throws AppError `invalid-model` if a weight is missing or has another shape */
  static create(model: ResolvedModel, weights: NamedArrays): Network {
    const tf = tensorflow()
    const variables = new Map<string, Variable>()
    for (const { layer, weights: infos } of model.layers) {
      for (const info of infos) {
        const name = `${layer.id}.${info.name}`
        const array = arrayFor(weights, name, info.shape)
        // The engine's own names must not meet those of another network in the same process.
        variables.set(name, tf.tidy(() => tf.variable(tf.tensor(array.data, [...array.shape]), info.trainable)))
      }
    }
    return new Network(model, variables)
  }

  /** Every layer's output for a batch [batch, height, width, channels]. Runs in the caller's tidy, if there is one. */
  forward(x: Tensor4D, pass: ForwardPass): LayerOutput[] {
    const outputs = new Map<string, Tensor>([[INPUT_ID, x]])
    return this.model.layers.map(({ layer, inputs }, index) => {
      const output = computeLayer({
        layer,
        index,
        inputs: inputs.map((id) => outputs.get(id) as Tensor),
        weight: (name) => this.variables.get(`${layer.id}.${name}`) as Variable,
        pass,
      })
      outputs.set(layer.id, output)
      return { id: layer.id, output }
    })
  }

  /** Logits [batch, classes] with running statistics and without dropout. The caller disposes. */
  predict(x: Tensor4D): Tensor2D {
    return tensorflow().tidy(() => this.forward(x, INFERENCE).at(-1)?.output as Tensor2D)
  }

  /** Outputs of all layers, in the network's order, as in {@link predict}. The caller disposes. */
  activations(x: Tensor4D): readonly LayerOutput[] {
    const tf = tensorflow()
    let layers: readonly LayerOutput[] = []
    tf.tidy(() => {
      layers = this.forward(x, INFERENCE)
      for (const { output } of layers) tf.keep(output)
    })
    return layers
  }

  /** A copy of all weights. */
  weights(): NamedArrays {
    return new Map(
      [...this.variables].map(([name, variable]) => [name, { shape: [...variable.shape], data: variable.dataSync<'float32'>().slice() }]),
    )
  }

  /** @throws AppError `invalid-model` as {@link create}; nothing is changed then */
  setWeights(weights: NamedArrays): void {
    const tf = tensorflow()
    const arrays = [...this.variables].map(([name, variable]) => [variable, arrayFor(weights, name, variable.shape)] as const)
    for (const [variable, array] of arrays) tf.tidy(() => variable.assign(tf.tensor(array.data, [...array.shape])))
  }

  dispose(): void {
    for (const variable of this.variables.values()) variable.dispose()
  }
}
