import { phrase } from '@shared/errors'
import { permuted } from '../../channels-first/permute'
import { constant, tensor, type Context, type Reader } from './context'
import { float, int, requireThat } from './node'
import type { Floats, Tensor } from './values'
import { channelsFirst, isWhole, placesOf } from './view'

/** Rows of [inputs, outputs] in the order of our vector. */
function rowsInOurOrder({ data, shape }: Floats, places: readonly number[]): Float32Array {
  const [, outputs = 0] = shape
  const ours = new Float32Array(data.length)
  places.forEach((place, row) => {
    ours.set(data.subarray(row * outputs, (row + 1) * outputs), place * outputs)
  })
  return ours
}

const scaled = (data: Float32Array, by: number): Float32Array =>
  by === 1 ? data : data.map((value) => value * by)

function addDense(context: Context, weight: Floats, bias: Float32Array | undefined): Tensor {
  const { network, node } = context
  const input = network.vector(node, tensor(context))
  const [inputs = 0, units = 0] = weight.shape
  requireThat(
    input.shape[0] === inputs,
    phrase`has weights for ${inputs} inputs, and reads ${input.shape[0]}`,
  )
  const output = network.add(node, [input], { kind: 'dense', units, bias: bias !== undefined })
  const places = placesOf(input.view[0] ?? [])
  network.give(output, 'weight', [inputs, units], rowsInOurOrder(weight, places))
  if (bias) network.give(output, 'bias', [units], bias)
  return output
}

/** [a, b] as [b, a]. */
const turned = ({ data, shape }: Floats): Floats => ({
  kind: 'floats',
  shape: [...shape].reverse(),
  data: permuted(data, shape, [1, 0]),
})

export const gemm: Reader = (context) => {
  const { node, inputs } = context
  requireThat(int(node, 'transA', 0) === 0, phrase`transposes what it reads`)
  const given = constant(context, 1)
  requireThat(given.shape.length === 2, phrase`has weights of another number of axes than 2`)
  const right = int(node, 'transB', 0) === 1 ? turned(given) : given
  const weight = { ...right, data: scaled(right.data, float(node, 'alpha', 1)) }
  const units = weight.shape[1] ?? 0
  if (!inputs[2]) return [addDense(context, weight, undefined)]
  const { data } = constant(context, 2)
  requireThat(data.length === units || data.length === 1, phrase`has ${data.length} biases`)
  const bias = data.length === units ? data : new Float32Array(units).fill(data[0] ?? 0)
  return [addDense(context, weight, scaled(bias, float(node, 'beta', 1)))]
}

/** On a vector a dense layer; along the channels of a map a convolution of one cell. */
export const matMul: Reader = (context) => {
  const { network, node } = context
  const input = tensor(context)
  const weight = constant(context, 1)
  const [inputs = 0, channels = 0] = weight.shape
  requireThat(weight.shape.length === 2, phrase`has weights of another number of axes than 2`)
  if (input.view.length === 1) return [addDense(context, weight, undefined)]
  requireThat(
    input.shape.length === 3 && isWhole(input.view.at(-1), input.shape, 2),
    phrase`multiplies another axis than that of the channels`,
  )
  requireThat(input.shape[2] === inputs, phrase`has weights for ${inputs} channels`)
  const draft = { kind: 'conv2d', channels, kernel: 1, bias: false } as const
  const output = network.add(node, [input], draft)
  network.give(output, 'weight', [1, 1, inputs, channels], weight.data)
  const [last = []] = channelsFirst(output.shape)
  return [{ ...output, view: [...input.view.slice(0, -1), last] }]
}
