import type { Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { AppError } from '@shared/errors'
import { elements, formatShape } from '@shared/layers/definition'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { tensorflow } from '../runtime/tensorflow'
import { computeLayer } from './index'
import type { TrainingPass } from './implementation'

/** A layer's output, batch axis first. */
export interface Activation {
  readonly id: string
  readonly output: Tensor
}

/** Names and shapes of all weights of a model, in the network's order. */
const weightInfos = (model: ResolvedModel) =>
  model.layers.flatMap(({ layer, weights }) => weights.map((info) => ({ ...info, key: `${layer.id}.${info.name}` })))

/** A network with its weights on the device. Pictures enter as [batch, height, width, channels]. */
export class Network {
  private constructor(
    readonly model: ResolvedModel,
    private readonly held: ReadonlyMap<string, Variable>,
  ) {}

  /** @throws AppError `corrupt` naming a weight that is missing or has another shape */
  static create(model: ResolvedModel, weights: NamedArrays): Network {
    const tf = tensorflow()
    const checked = checkWeights(model, weights)
    return new Network(model, new Map(checked.map(({ key, shape, data, trainable }) => [key, tf.tidy(() => tf.variable(tf.tensor(data, shape), trainable))])))
  }

  /** Logits [batch, classes] in inference mode; the caller disposes of them. */
  predict(x: Tensor4D): Tensor2D {
    return tensorflow().tidy(() => this.run(x, undefined))
  }

  /** Logits while training: batch statistics and dropout. Call it inside a tidy or a gradient. */
  trainingPass(x: Tensor4D, pass: TrainingPass): Tensor2D {
    return this.run(x, pass)
  }

  /** Every layer's output in the network's order, in inference mode; the caller disposes of them. */
  activations(x: Tensor4D): readonly Activation[] {
    const kept: Activation[] = []
    tensorflow().tidy(() => {
      this.run(x, undefined, (id, output) => kept.push({ id, output }))
      return kept.map(({ output }) => output)
    })
    return kept
  }

  private run(x: Tensor4D, training: TrainingPass | undefined, onOutput?: (id: string, output: Tensor) => void): Tensor2D {
    const tf = tensorflow()
    const outputs = new Map<string, Tensor>([[INPUT_ID, x]])
    let last: Tensor = x
    this.model.layers.forEach(({ layer, inputs, inputShapes }, index) => {
      last = computeLayer(tf, {
        layer,
        index,
        inputShapes,
        inputs: inputs.map((id) => outputs.get(id) as Tensor),
        weight: (name) => this.variable(`${layer.id}.${name}`),
        ...(training ? { training } : {}),
      })
      outputs.set(layer.id, last)
      onOutput?.(layer.id, last)
    })
    return last as Tensor2D
  }

  /** The device's own copy of a weight, `<layer id>.<name>`. */
  variable(key: string): Variable {
    const variable = this.held.get(key)
    if (!variable) throw new AppError('internal', `The network has no weight "${key}"`, { key })
    return variable
  }

  /** Weights that training changes by their gradients, in the network's order. */
  trainable(): readonly { readonly key: string; readonly variable: Variable }[] {
    return [...this.held].filter(([, variable]) => variable.trainable).map(([key, variable]) => ({ key, variable }))
  }

  /** A copy of all weights, named `<layer id>.<name>`. */
  weights(): NamedArrays {
    return new Map([...this.held].map(([key, variable]) => [key, { shape: variable.shape, data: variable.dataSync<'float32'>() }]))
  }

  /** @throws AppError `corrupt` naming a weight that is missing or has another shape; nothing is changed then */
  setWeights(weights: NamedArrays): void {
    const tf = tensorflow()
    for (const { key, shape, data } of checkWeights(this.model, weights)) {
      tf.tidy(() => this.variable(key).assign(tf.tensor(data, shape)))
    }
  }

  dispose(): void {
    for (const variable of this.held.values()) variable.dispose()
  }
}

/** The arrays that a model needs, in its order, each with a buffer of its own. */
function checkWeights(model: ResolvedModel, weights: NamedArrays) {
  return weightInfos(model).map(({ key, shape, trainable }) => {
    const array = weights.get(key)
    if (!array) throw new AppError('corrupt', `The weights have no "${key}", which the model "${model.spec.name}" needs.`, { weight: key })
    if (array.shape.join() !== shape.join() || array.data.length !== elements(shape)) {
      const message = `The weight "${key}" is ${formatShape(array.shape)}, and the model needs ${formatShape(shape)}.`
      throw new AppError('corrupt', message, { weight: key, found: array.shape, needed: shape })
    }
    return { key, trainable, shape: [...shape], data: array.data.slice() }
  })
}
