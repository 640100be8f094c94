import type { Tensor } from '@tensorflow/tfjs'
import { AppError } from '@shared/errors'
import { INPUT_ID } from '@shared/model/spec'
import { resolveModel, type ResolvedLayer, type ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { computeLayer } from '../../layers'
import { Network } from '../../layers/network'
import { tensorflow } from '../../runtime/tensorflow'
import { inputTensor, type Inputs, type Sample } from '../samples'
import type { Change, Subject } from './change'

/** A network that has run on a few examples, so that a changed layer and what follows can be run again. */
export class Retrial {
  private readonly outputs: ReadonlyMap<string, Tensor>

  /** @param until the layer that is looked at */
  constructor(
    private readonly subject: Subject,
    { count, data }: Inputs,
    private readonly until: string,
  ) {
    const network = Network.create(subject.model, subject.weights)
    const x = inputTensor(subject.model, { count, data })
    const found = network.activations(x, until)
    network.dispose()
    this.outputs = new Map([[INPUT_ID, x], ...found.map(({ id, output }) => [id, output] as const)])
  }

  /** The layer's values at some units. */
  own(units: Int32Array): Sample {
    return sampled(this.outputs.get(this.until), units)
  }

  /**
   * The same with one layer changed.
   * @returns undefined where the network can't have this change
   */
  with(suspect: string, change: Change, units: Int32Array): Sample | undefined {
    const changed = changedModel(this.subject.model, suspect, change)
    if (!changed) return undefined
    const weights = { ...this.subject, changed: change.weights ?? new Map() }
    let found: Sample | undefined
    tensorflow().tidy(() => {
      const outputs = new Map(this.outputs)
      const dirty = new Set([suspect])
      for (const [index, resolved] of changed.layers.entries()) {
        const { id } = resolved.layer
        if (id === suspect || resolved.inputs.some((each) => dirty.has(each))) {
          dirty.add(id)
          const output = compute(resolved, index, outputs, [weights.changed, weights.weights])
          outputs.set(id, id === suspect ? reordered(output, change) : output)
        }
        if (id === this.until) break
      }
      found = sampled(outputs.get(this.until), units)
    })
    return found
  }

  dispose(): void {
    tensorflow().dispose([...this.outputs.values()])
  }
}

/** The network with a layer's settings changed; undefined where they don't suit. */
function changedModel(
  model: ResolvedModel,
  suspect: string,
  { layer }: Change,
): ResolvedModel | undefined {
  const layers = model.spec.layers.map((each) =>
    each.id === suspect ? { ...each, ...layer } : each,
  )
  try {
    return resolveModel({ ...model.spec, layers })
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined
    throw thrown
  }
}

function compute(
  { layer, inputs, inputShapes }: ResolvedLayer,
  index: number,
  outputs: ReadonlyMap<string, Tensor>,
  weights: readonly NamedArrays[],
): Tensor {
  const tf = tensorflow()
  const weight = (name: string): Tensor => {
    const key = `${layer.id}.${name}`
    const array = weights.find((arrays) => arrays.has(key))?.get(key)
    if (!array) throw new AppError('internal', `The layer has no weight "${key}"`, { key })
    return tf.tensor(array.data, [...array.shape])
  }
  const taken = inputs.map((id) => outputs.get(id) as Tensor)
  return computeLayer(tf, { layer, index, inputShapes, inputs: taken, weight })
}

function reordered(output: Tensor, { order }: Change): Tensor {
  if (!order) return output
  const [count = 1] = output.shape
  const axes = [0, ...order.axes.map((axis) => axis + 1)]
  return output
    .reshape([count, ...order.shape])
    .transpose(axes)
    .reshape([count, -1])
}

function sampled(output: Tensor | undefined, units: Int32Array): Sample {
  const count = output?.shape[0] ?? 0
  const values = new Float32Array(count * units.length)
  const numbers = output?.dataSync<'float32'>() ?? new Float32Array()
  const size = numbers.length / Math.max(1, count)
  for (let example = 0; example < count; example += 1)
    units.forEach((unit, i) => {
      values[example * units.length + i] = numbers[example * size + unit] ?? NaN
    })
  return { units, values }
}
