import type { Tensor4D } from '@tensorflow/tfjs'
import { elements } from '@shared/layers/definition'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArrays, Silenced } from '@shared/model/weights'
import { Network } from '../layers/network'
import { tensorflow } from '../runtime/tensorflow'
import { nextTurn } from '../work/work'
import { unitsOf } from './units'

/** Some units of a layer for each example. */
export interface Sample {
  /** Places in the layer's array of one example. */
  readonly units: Int32Array
  /** [examples, units] */
  readonly values: Float32Array
}

/** The input (`input`) and layers by their ids. */
export type Samples = ReadonlyMap<string, Sample>

/** Examples as the network takes them: [count, height, width, channels]. */
export interface Inputs {
  readonly count: number
  readonly data: Float32Array
}

/** The numbers of all layers that are in memory at the same time. */
const AT_ONCE = 48 * 1024 * 1024

/** The last layer's id, whose output is the network's. */
export const outputOf = (model: ResolvedModel): string => model.layers.at(-1)?.layer.id ?? INPUT_ID

const picked = (array: ArrayLike<number>, size: number, count: number, units: Int32Array) => {
  const values = new Float32Array(count * units.length)
  for (let example = 0; example < count; example += 1)
    units.forEach((unit, i) => {
      values[example * units.length + i] = array[example * size + unit] ?? NaN
    })
  return values
}

/** Some units of inputs. */
export function sampleOf(
  { count, data }: Inputs,
  units: Int32Array = unitsOf([data.length / count], true),
): Sample {
  return { units, values: picked(data, data.length / count, count, units) }
}

/** The samples of layers with the input's own. */
export const withInput = (samples: Samples, inputs: Inputs): Samples =>
  new Map([[INPUT_ID, sampleOf(inputs)], ...samples])

/** Some units of outputs that lie one example after the other. */
export const sampleFrom = (outputs: Float32Array, count: number, units: Int32Array): Sample => ({
  units,
  values: picked(outputs, outputs.length / count, count, units),
})

interface Sampling {
  /** The layers that are wanted and the units of each; all if absent. */
  readonly at?: ReadonlyMap<string, Int32Array>
  /** The last layer that is computed. */
  readonly until?: string
  readonly signal?: AbortSignal | undefined
}

/** Examples on the device; the caller disposes of them. */
export function inputTensor({ inputShape }: ResolvedModel, { count, data }: Inputs): Tensor4D {
  const [height = 1, width = 1, channels = 1] = inputShape
  return tensorflow().tensor4d(data, [count, height, width, channels])
}

/** A network with its weights and the channels that are switched off. */
interface Runnable {
  readonly model: ResolvedModel
  readonly weights: NamedArrays
  readonly silenced?: Silenced | undefined
}

/** What a network makes of examples, at some units of each layer. */
export async function sampleNetwork(
  { model, weights, silenced }: Runnable,
  inputs: Inputs,
  { at, until, signal }: Sampling = {},
): Promise<Samples> {
  const last = outputOf(model)
  const units =
    at ??
    new Map(
      model.layers.map(({ layer, outputShape }) => [
        layer.id,
        unitsOf(outputShape, layer.id === last),
      ]),
    )
  const size = elements(model.inputShape)
  const found = new Map(
    [...units].map(([id, places]) => [
      id,
      { units: places, values: new Float32Array(inputs.count * places.length) },
    ]),
  )
  found.delete(INPUT_ID)
  const batch = batchSize(model)
  const network = Network.create(model, weights, silenced)
  try {
    for (let from = 0; from < inputs.count; from += batch) {
      await nextTurn(signal)
      const count = Math.min(batch, inputs.count - from)
      const data = inputs.data.subarray(from * size, (from + count) * size)
      for (const [id, values] of runBatch(network, { count, data }, units, until))
        found.get(id)?.values.set(values, from * (units.get(id)?.length ?? 0))
    }
  } finally {
    network.dispose()
  }
  return found
}

const batchSize = (model: ResolvedModel): number => {
  const numbers = model.layers.reduce((sum, { outputShape }) => sum + elements(outputShape), 0)
  return Math.max(1, Math.floor(AT_ONCE / Math.max(1, numbers)))
}

function runBatch(
  network: Network,
  inputs: Inputs,
  units: ReadonlyMap<string, Int32Array>,
  until: string | undefined,
): ReadonlyMap<string, Float32Array> {
  const tf = tensorflow()
  const found = new Map<string, Float32Array>()
  tf.tidy(() => {
    const x = inputTensor(network.model, inputs)
    for (const { id, output } of network.activations(x, until)) {
      const places = units.get(id)
      if (places)
        found.set(
          id,
          picked(output.dataSync<'float32'>(), output.size / inputs.count, inputs.count, places),
        )
    }
  })
  return found
}
