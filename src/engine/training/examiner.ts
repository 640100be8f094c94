import type { Tensor } from '@tensorflow/tfjs'
import type { VitalsEvent } from '@shared/contract/training'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { weightBytes } from '@shared/model/memory'
import { inScope } from '../graph'
import { DeviceSplit } from '../evaluate/device-split'
import { evaluationBatch } from '../evaluate/evaluate-model'
import { balancedSample, examplesAt } from '../evaluate/sample'
import { Network } from '../layers/network'
import { finite } from '../runs/metrics'
import { tensorflow } from '../runtime/tensorflow'
import type { LoopParts } from './loop-parts'

/** Training pictures on which layers are looked at. */
const PICTURES = 64
/** Steps between two looks, which take about as long as two steps. */
const FEWEST_STEPS = 40
/** Looks in an epoch that is long enough. */
const PER_EPOCH = 2
/** Weights are copied twice and held once more for a look; larger networks are not looked at. */
const LARGEST_BYTES = 64 * 1024 ** 2
/** How near to its end a sigmoid or tanh counts as saturated, as a share of its range. */
const NEAR_END = 0.01

type Vital = VitalsEvent['layers'][number]
type Measured = Omit<VitalsEvent, 'type' | 'epoch' | 'step'>

/** What a look takes from the step loop. */
export interface Seen {
  readonly before: NamedArrays
  readonly after: NamedArrays
  /** Gradients of a few pictures, by the names of the weights. */
  readonly gradients: NamedArrays
}

/** Whether a network is small enough to be looked at while it trains. */
export const canBeExamined = (model: ResolvedModel): boolean =>
  weightBytes(model) <= LARGEST_BYTES && evaluationBatch(model) >= 8

/** ‖a − b‖, or ‖a‖ without b. */
function norm({ data }: NamedArray, other?: NamedArray): number {
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += ((data[i] ?? 0) - (other?.data[i] ?? 0)) ** 2
  return Math.sqrt(sum)
}

/** Share of the channels that are 0 at every place of every picture. */
function deadShare(output: Tensor): number {
  const axes = Array.from({ length: output.rank - 1 }, (_, axis) => axis)
  return output.max(axes).lessEqual(0).toFloat().mean().dataSync()[0] ?? NaN
}

/** Share of the outputs near the ends of their range. */
function saturatedShare(output: Tensor, [low, high]: readonly [number, number]): number {
  const middle = (low + high) / 2
  const reach = (0.5 - NEAR_END) * (high - low)
  return output.sub(middle).abs().greater(reach).toFloat().mean().dataSync()[0] ?? NaN
}

const ENDS: Readonly<Record<string, readonly [number, number]>> = {
  sigmoid: [0, 1],
  tanh: [-1, 1],
  scaledTanh: [-1.7159, 1.7159],
}

/**
 * Looks at a network while it trains: at sampled steps, on the same few training pictures, at
 * outputs of layers, gradients and how far the step moved the weights.
 */
export class Examiner {
  readonly #network: Network
  readonly #split: DeviceSplit
  readonly #indices: Int32Array

  constructor(
    private readonly model: ResolvedModel,
    { recipe, weights, train }: LoopParts,
  ) {
    const { labels, count } = train
    const places = balancedSample(labels.subarray(0, count), Math.min(PICTURES, count))
    this.#network = Network.create(model, weights)
    this.#split = new DeviceSplit(examplesAt(train, places), model.inputShape, recipe.normalisation)
    this.#indices = Int32Array.from({ length: places.length }, (_, i) => i)
  }

  /** Whether the step after so many is looked at; the same steps in every process. */
  isDue(step: number, stepsPerEpoch: number): boolean {
    return step % Math.max(FEWEST_STEPS, Math.ceil(stepsPerEpoch / PER_EPOCH)) === 0
  }

  /** What is seen of a step. */
  look({ before, after, gradients }: Seen): Measured {
    const tf = tensorflow()
    this.#network.setWeights(after)
    return inScope(tf, () => {
      const { x } = this.#split.batch(tf.tensor1d(this.#indices, 'int32'))
      const input = finite(x.abs().max().dataSync()[0] ?? NaN)
      const outputs = new Map(this.#network.activations(x).map(({ id, output }) => [id, output]))
      let notFinite: string | undefined
      const layers = this.model.layers.flatMap(({ layer, weights }): Vital[] => {
        const output = outputs.get(layer.id)
        if (output && notFinite === undefined && !allFinite(output)) notFinite = layer.id
        const kernels = weights
          .filter(({ name, trainable }) => trainable && name === 'weight')
          .map(({ name }) => `${layer.id}.${name}`)
        const [kernel] = kernels
        const moved = kernel === undefined ? {} : movedOf(kernel, { before, after, gradients })
        const unit = output && 'function' in layer ? unitsOf(layer.function, output) : {}
        return Object.keys({ ...moved, ...unit }).length > 0
          ? [{ layer: layer.id, ...moved, ...unit }]
          : []
      })
      return { input, ...(notFinite === undefined ? {} : { notFinite }), layers }
    })
  }

  dispose(): void {
    this.#network.dispose()
    this.#split.dispose()
  }
}

const allFinite = (output: Tensor): boolean =>
  Number.isFinite(output.abs().max().add(output.sum().mul(0)).dataSync()[0] ?? NaN)

function movedOf(name: string, { before, after, gradients }: Seen): Omit<Vital, 'layer'> {
  const [old, now, gradient] = [before.get(name), after.get(name), gradients.get(name)]
  if (!old || !now || !gradient) return {}
  const size = norm(old)
  return {
    gradient: finite(norm(gradient)),
    update: finite(size === 0 ? norm(now) && Infinity : norm(now, old) / size),
  }
}

function unitsOf(name: string, output: Tensor): Omit<Vital, 'layer'> {
  if (name === 'relu') return { dead: finite(deadShare(output)) }
  const ends = ENDS[name]
  return ends ? { saturated: finite(saturatedShare(output, ends)) } : {}
}
