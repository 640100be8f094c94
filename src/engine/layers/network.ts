import type { Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs'
import { AppError, phrase } from '@shared/errors'
import { elements, formatShape } from '@shared/layers/definition'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArrays, Silenced } from '@shared/model/weights'
import { tensorflow } from '../runtime/tensorflow'
import { computeLayer } from './index'
import type { TrainingPass } from './implementation'
import { lateRelus } from './late-relus'

/** A layer's output, batch axis first. */
export interface Activation {
  readonly id: string
  readonly output: Tensor
}

interface RunOptions {
  readonly training?: TrainingPass
  readonly onOutput?: (id: string, output: Tensor) => void
  /** The last layer that is computed. */
  readonly until?: string
  /** Takes the place of a layer's own output. */
  readonly replaced?: Activation
}

/** Names and shapes of all weights of a model, in the network's order. */
const weightInfos = (model: ResolvedModel) =>
  model.layers.flatMap(({ layer, weights }) =>
    weights.map((info) => ({ ...info, key: `${layer.id}.${info.name}` })),
  )

/** A network with its weights on the device. Pictures enter as [batch, height, width, channels]. */
export class Network {
  /** By layer, 0 for each channel that is switched off and 1 for the others. */
  private masks: ReadonlyMap<string, Tensor> = new Map()

  /** Where no map is looked at, ReLUs are computed behind their poolings. */
  private readonly late: ReadonlyMap<string, string>
  private readonly isLate: ReadonlySet<string>

  private constructor(
    readonly model: ResolvedModel,
    private readonly held: ReadonlyMap<string, Variable>,
  ) {
    this.late = lateRelus(model)
    this.isLate = new Set(this.late.values())
  }

  /** @throws AppError `corrupt` naming a weight that is missing or has another shape */
  static create(model: ResolvedModel, weights: NamedArrays, silenced?: Silenced): Network {
    const tf = tensorflow()
    const checked = checkWeights(model, weights)
    const held = new Map(
      checked.map(({ key, shape, data, trainable }) => [
        key,
        tf.tidy(() => tf.variable(tf.tensor(data, shape), trainable)),
      ]),
    )
    const network = new Network(model, held)
    network.silence(silenced)
    return network
  }

  /** Logits [batch, classes] in inference mode; the caller disposes of them. */
  predict(x: Tensor4D): Tensor2D {
    return tensorflow().tidy(() => this.run(x) as Tensor2D)
  }

  /** Logits while training: batch statistics and dropout. Call it inside a tidy or a gradient. */
  trainingPass(x: Tensor4D, pass: TrainingPass): Tensor2D {
    return this.run(x, { training: pass }) as Tensor2D
  }

  /**
   * Output of one layer in inference mode, to be differentiated through: call it inside a tidy or a
   * gradient.
   * @param replaced an earlier layer's output to go on from instead of its own
   */
  outputOf(x: Tensor4D, layer: string, replaced?: Activation): Tensor {
    return this.run(x, { until: layer, ...(replaced ? { replaced } : {}) })
  }

  /**
   * Every layer's output in the network's order, in inference mode; the caller disposes of them.
   * @param until the last layer that is computed
   */
  activations(x: Tensor4D, until?: string): readonly Activation[] {
    const kept: Activation[] = []
    tensorflow().tidy(() => {
      this.run(x, {
        onOutput: (id, output) => kept.push({ id, output }),
        ...(until === undefined ? {} : { until }),
      })
      return kept.map(({ output }) => output)
    })
    return kept
  }

  private run(x: Tensor4D, { training, onOutput, until, replaced }: RunOptions = {}): Tensor {
    const tf = tensorflow()
    const outputs = new Map<string, Tensor>([[INPUT_ID, x]])
    let last: Tensor = x
    for (const [index, { layer, inputs, inputShapes }] of this.model.layers.entries()) {
      const compute = (): Tensor => {
        const taken = inputs.map((id) => outputs.get(id) as Tensor)
        if (training && this.isLate.has(layer.id)) return taken[0] as Tensor
        const weight = (name: string): Tensor => this.variable(`${layer.id}.${name}`)
        const output = computeLayer(tf, {
          layer,
          index,
          inputShapes,
          inputs: taken,
          weight,
          ...(training && !training.frozen?.has(layer.id) ? { training } : {}),
        })
        return training && this.late.has(layer.id) ? tf.relu(output) : output
      }
      const mask = this.masks.get(layer.id)
      last = replaced?.id === layer.id ? replaced.output : compute()
      // Adding 0 makes 0 of the −0 that a negative value leaves.
      if (mask) last = last.mul(mask).add(0)
      outputs.set(layer.id, last)
      onOutput?.(layer.id, last)
      if (layer.id === until) break
    }
    return last
  }

  /** Switches channels off: whatever they would be, they are 0. All others are on. */
  silence(silenced: Silenced = new Map()): void {
    const tf = tensorflow()
    tf.dispose([...this.masks.values()])
    const shapes = new Map(
      this.model.layers.map(({ layer, outputShape }) => [layer.id, outputShape]),
    )
    this.masks = new Map(
      [...silenced].map(([id, channels]) => {
        const mask = new Float32Array(shapes.get(id)?.at(-1) ?? 0).fill(1)
        for (const channel of channels) mask[channel] = 0
        return [id, tf.keep(tf.tensor1d(mask))]
      }),
    )
  }

  /** What switches channels off, by layer; a trace takes it as input. */
  masked(): ReadonlyMap<string, Tensor> {
    return this.masks
  }

  /** The device's own copy of a weight, `<layer id>.<name>`. */
  variable(key: string): Variable {
    const variable = this.held.get(key)
    if (!variable) throw new AppError('internal', `The network has no weight "${key}"`, { key })
    return variable
  }

  /** All weights on the device, in the network's order. */
  variables(): ReadonlyMap<string, Variable> {
    return this.held
  }

  /** Weights that training changes by their gradients, in the network's order. */
  trainable(): readonly { readonly key: string; readonly variable: Variable }[] {
    return [...this.held]
      .filter(([, variable]) => variable.trainable)
      .map(([key, variable]) => ({ key, variable }))
  }

  /** A copy of all weights, named `<layer id>.<name>`. */
  weights(): NamedArrays {
    return new Map(
      [...this.held].map(([key, variable]) => [
        key,
        { shape: variable.shape, data: variable.dataSync<'float32'>() },
      ]),
    )
  }

  /**
   * @throws AppError `corrupt` naming a weight that is missing or has another shape; nothing is
   * changed then
   */
  setWeights(weights: NamedArrays): void {
    const tf = tensorflow()
    for (const { key, shape, data } of checkWeights(this.model, weights)) {
      tf.tidy(() => this.variable(key).assign(tf.tensor(data, shape)))
    }
  }

  dispose(): void {
    for (const variable of this.held.values()) variable.dispose()
    tensorflow().dispose([...this.masks.values()])
  }
}

/** The arrays that a model needs, in its order, each with a buffer of its own. */
function checkWeights(model: ResolvedModel, weights: NamedArrays) {
  return weightInfos(model).map(({ key, shape, trainable }) => {
    const array = weights.get(key)
    if (!array)
      throw new AppError(
        'corrupt',
        phrase`The weights have no "${key}", which the model "${model.spec.name}" needs.`,
        { weight: key },
      )
    if (array.shape.join() !== shape.join() || array.data.length !== elements(shape)) {
      const message = phrase`The weight "${key}" is ${formatShape(array.shape)}, and the model needs ${formatShape(shape)}.`
      throw new AppError('corrupt', message, { weight: key, found: array.shape, needed: shape })
    }
    return { key, trainable, shape: [...shape], data: array.data.slice() }
  })
}
