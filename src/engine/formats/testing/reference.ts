import type { Layer, LayerKind, LayerOf } from '@shared/layers'
import { convTranspose2dWindow } from '@shared/layers/conv-transpose2d'
import { conv2dWindow } from '@shared/layers/conv2d'
import { elements, type MapShape, type Shape } from '@shared/layers/definition'
import { poolWindow } from '@shared/layers/pooling'
import type { Window } from '@shared/math/geometry'
import type { ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'

/** A layer's output in double precision, row-major. */
interface Value {
  readonly shape: Shape
  readonly data: Float64Array
}
type Weight = (name: string) => Float32Array

/**
 * A forward pass of one example in inference mode with nested loops in double precision. It is
 * independent of TensorFlow and of the engine, so that tests can compare both with it. Returns
 * every layer's output by id.
 */
export function referenceForward(
  model: ResolvedModel,
  weights: NamedArrays,
  input: Float32Array,
): Map<string, Value> {
  const values = new Map<string, Value>([
    ['input', { shape: model.inputShape, data: Float64Array.from(input) }],
  ])
  for (const { layer, inputs, outputShape } of model.layers) {
    const weight: Weight = (name) => weights.get(`${layer.id}.${name}`)?.data ?? new Float32Array()
    const read = inputs.map((id) => values.get(id)).filter((value) => value !== undefined)
    const [x, ...more] = read
    if (!x) throw new Error(`${layer.id} has no input`)
    const compute = COMPUTE[layer.kind] as Compute<Layer>
    values.set(layer.id, {
      shape: outputShape,
      data: compute(layer, [x, ...more], outputShape, weight),
    })
  }
  return values
}

/** A layer's own arithmetic. */
type Compute<L extends Layer> = (
  layer: L,
  inputs: readonly [Value, ...Value[]],
  output: Shape,
  weight: Weight,
) => Float64Array

const sum = (cells: readonly number[]): number => cells.reduce((a, b) => a + b, 0)
const handOn = (_: Layer, [x]: readonly [Value, ...Value[]]): Float64Array => x.data

/** Every layer kind; the compiler names one that is forgotten here. */
const COMPUTE: { readonly [K in LayerKind]: Compute<LayerOf<K>> } = {
  conv2d: (layer, [x], output, weight) =>
    convolve(x, conv2dWindow(layer, x.shape as MapShape), output as MapShape, layer.groups, weight),
  convTranspose2d: (layer, [x], output, weight) => transpose(x, layer, output as MapShape, weight),
  maxPool2d: (layer, [x], output) =>
    pool(x, poolWindow(layer, x.shape as MapShape), output as MapShape, (cells) =>
      Math.max(...cells),
    ),
  avgPool2d(layer, [x], output) {
    const window = poolWindow(layer, x.shape as MapShape)
    const area = window.kernel[0] * window.kernel[1]
    return pool(
      x,
      window,
      output as MapShape,
      (cells) => sum(cells) / (layer.countIncludePad ? area : cells.length),
    )
  },
  globalAvgPool2d(_, [x], [channels = 1]) {
    return Float64Array.from(
      { length: channels },
      (__, c) =>
        sum([...x.data].filter((___, i) => i % channels === c)) / (x.data.length / channels),
    )
  },
  dense: (layer, [x], _, weight) =>
    Float64Array.from({ length: layer.units }, (__, u) =>
      x.data.reduce(
        (total, v, i) => total + v * (weight('weight')[i * layer.units + u] ?? NaN),
        layer.bias ? (weight('bias')[u] ?? NaN) : 0,
      ),
    ),
  activation: (layer, [x]) => x.data.map(FUNCTIONS[layer.function]),
  softmax: (_, [x]) => softmax(x),
  batchNorm(layer, [x], _, weight) {
    const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(weight) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ]
    return x.data.map((v, i) => {
      const c = i % gamma.length
      return (
        ((v - (mean[c] ?? NaN)) / Math.sqrt((variance[c] ?? NaN) + layer.epsilon)) *
          (gamma[c] ?? NaN) +
        (beta[c] ?? NaN)
      )
    })
  },
  layerNorm: (layer, [x], _, weight) => {
    const channels = x.shape.at(-1) ?? 1
    return normalise(x, layer, weight, (i) => Math.floor(i / channels))
  },
  groupNorm: (layer, [x], _, weight) => {
    const channels = x.shape.at(-1) ?? 1
    return normalise(x, layer, weight, (i) =>
      Math.floor((i % channels) / (channels / layer.groups)),
    )
  },
  localResponseNorm(layer, [x]) {
    const channels = x.shape.at(-1) ?? 1
    return x.data.map((v, i) => {
      const own = i % channels
      const squares = [...x.data.slice(i - own, i - own + channels)].filter(
        (_, c) =>
          c >= own - Math.floor((layer.size - 1) / 2) && c <= own + Math.ceil((layer.size - 1) / 2),
      )
      const total = sum(squares.map((square) => square ** 2))
      return v / (layer.k + (layer.alpha / layer.size) * total) ** layer.beta
    })
  },
  scale: (layer, [x]) => {
    const at = (numbers: number | readonly number[], i: number): number =>
      typeof numbers === 'number' ? numbers : (numbers[i % numbers.length] ?? NaN)
    return x.data.map((v, i) => v * at(layer.scale, i) + at(layer.offset, i))
  },
  slice(layer, [x]) {
    const channels = x.shape.at(-1) ?? 1
    return x.data.filter((_, i) => i % channels >= layer.from && i % channels < layer.to)
  },
  channelShuffle(layer, [x]) {
    const channels = x.shape.at(-1) ?? 1
    const out = new Float64Array(x.data.length)
    const size = channels / layer.groups
    x.data.forEach((v, i) => {
      const [group, place] = [Math.floor((i % channels) / size), (i % channels) % size]
      out[i - (i % channels) + place * layer.groups + group] = v
    })
    return out
  },
  flatten: handOn,
  dropout: handOn,
  add: (_, inputs) => inputs[0].data.map((__, i) => sum(inputs.map(({ data }) => data[i] ?? NaN))),
  concat(_, inputs, output) {
    const cells = elements(output) / (output.at(-1) ?? 1)
    return Float64Array.from(
      Array.from({ length: cells }, (__, cell) =>
        inputs.map(({ shape, data }) => [
          ...data.slice(cell * (shape.at(-1) ?? 1), (cell + 1) * (shape.at(-1) ?? 1)),
        ]),
      ).flat(2),
    )
  },
}

/** Normalises all values of a group together. */
function normalise(
  x: Value,
  layer: LayerOf<'layerNorm' | 'groupNorm'>,
  weight: Weight,
  groupOf: (index: number) => number,
): Float64Array {
  const channels = x.shape.at(-1) ?? 1
  return x.data.map((v, i) => {
    const group = [...x.data].filter((_, at) => groupOf(at) === groupOf(i))
    const mean = sum(group) / group.length
    const variance = sum(group.map((each) => (each - mean) ** 2)) / group.length
    const gamma = layer.gamma ? (weight('gamma')[i % channels] ?? NaN) : 1
    const beta = layer.beta ? (weight('beta')[i % channels] ?? NaN) : 0
    return ((v - mean) / Math.sqrt(variance + layer.epsilon)) * gamma + beta
  })
}

/** Calls `visit` for every window position and every kernel cell inside the map. */
function slide(
  [height, width]: Shape,
  { kernel, stride, dilation, padding }: Window,
  row: number,
  column: number,
  visit: (cell: number, kernelCell: number) => void,
): void {
  for (let i = 0; i < kernel[0]; i += 1) {
    for (let j = 0; j < kernel[1]; j += 1) {
      const r = row * stride[0] - padding[0][0] + i * dilation[0]
      const c = column * stride[1] - padding[1][0] + j * dilation[1]
      if (r >= 0 && c >= 0 && r < (height ?? 0) && c < (width ?? 0))
        visit(r * (width ?? 0) + c, i * kernel[1] + j)
    }
  }
}

function convolve(
  x: Value,
  window: Window,
  [height, width, channels]: MapShape,
  groups: number,
  weight: Weight,
): Float64Array {
  const inputs = x.shape[2] ?? 0
  const perGroup = inputs / groups
  const [kernel, bias] = [weight('weight'), weight('bias')]
  return Float64Array.from({ length: height * width * channels }, (_, at) => {
    const channel = at % channels
    const cell = Math.floor(at / channels)
    const group = Math.floor(channel / (channels / groups))
    let sum = bias[channel] ?? 0
    slide(x.shape, window, Math.floor(cell / width), cell % width, (from, k) => {
      for (let i = 0; i < perGroup; i += 1) {
        sum +=
          (x.data[from * inputs + group * perGroup + i] ?? NaN) *
          (kernel[(k * perGroup + i) * channels + channel] ?? NaN)
      }
    })
    return sum
  })
}

function pool(
  x: Value,
  window: Window,
  [height, width, channels]: MapShape,
  reduce: (cells: number[]) => number,
): Float64Array {
  return Float64Array.from({ length: height * width * channels }, (_, at) => {
    const cell = Math.floor(at / channels)
    const cells: number[] = []
    slide(x.shape, window, Math.floor(cell / width), cell % width, (from) =>
      cells.push(x.data[from * channels + (at % channels)] ?? NaN),
    )
    return reduce(cells)
  })
}

/** Every value of the input puts a kernel into the output. */
function transpose(
  { shape, data }: Value,
  layer: LayerOf<'convTranspose2d'>,
  [height, width, channels]: MapShape,
  weight: Weight,
): Float64Array {
  const [rows = 0, columns = 0, inputs = 1] = shape
  const { kernel, stride, dilation, padding } = convTranspose2dWindow(layer, shape as MapShape)
  const [weights, bias, perGroup] = [weight('weight'), weight('bias'), inputs / layer.groups]
  const out = Float64Array.from(
    { length: height * width * channels },
    (_, at) => bias[at % channels] ?? 0,
  )
  for (let at = 0; at < rows * columns * kernel[0] * kernel[1]; at += 1) {
    const [tap, cell] = [at % (kernel[0] * kernel[1]), Math.floor(at / kernel[0] / kernel[1])]
    const [a, b] = [Math.floor(tap / kernel[1]), tap % kernel[1]]
    const [i, j] = [Math.floor(cell / columns), cell % columns]
    const row = i * stride[0] - padding[0][0] + a * dilation[0]
    const column = j * stride[1] - padding[1][0] + b * dilation[1]
    if (row < 0 || column < 0 || row >= height || column >= width) continue
    for (let o = 0; o < channels; o += 1) {
      const group = Math.floor(o / (channels / layer.groups))
      for (let c = 0; c < perGroup; c += 1) {
        const x = data[cell * inputs + group * perGroup + c] ?? NaN
        const w = weights[(tap * perGroup + c) * channels + o] ?? NaN
        out[(row * width + column) * channels + o] =
          (out[(row * width + column) * channels + o] ?? NaN) + x * w
      }
    }
  }
  return out
}

function softmax({ shape, data }: Value): Float64Array {
  const length = shape.at(-1) ?? 1
  return data.map((v, i) => {
    const row = data.slice(Math.floor(i / length) * length, (Math.floor(i / length) + 1) * length)
    return Math.exp(v) / row.reduce((sum, other) => sum + Math.exp(other), 0)
  })
}

/** Error function by its Taylor series, enough digits for |x| < 4. */
function erf(x: number): number {
  let [sum, term] = [x, x]
  for (let n = 1; n < 100; n += 1) {
    term *= (-x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

const elu = (x: number): number => (x > 0 ? x : Math.exp(x) - 1)
const FUNCTIONS: Record<Extract<Layer, { kind: 'activation' }>['function'], (x: number) => number> =
  {
    sigmoid: (x) => 1 / (1 + Math.exp(-x)),
    relu: (x) => Math.max(x, 0),
    tanh: Math.tanh,
    scaledTanh: (x) => 1.7159 * Math.tanh((2 / 3) * x),
    leakyRelu: (x) => (x > 0 ? x : 0.01 * x),
    elu,
    selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * elu(x)),
    gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
    swish: (x) => x / (1 + Math.exp(-x)),
    softplus: (x) => Math.log1p(Math.exp(x)),
    relu6: (x) => Math.min(Math.max(x, 0), 6),
    linear: (x) => x,
  }
