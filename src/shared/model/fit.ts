import { traitsOf, withWidth, type Layer } from '../layers'
import { resolveModel } from './resolve'
import { INPUT_ID, inputIds, type ModelSpec } from './spec'

/** The data that a network is fitted to. */
export interface DatasetShape {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly classes: number
}

/**
 * Fits a network to a data set: its input gets the pictures' size and channels, and its last layer
 * with weights (the last dense layer, or the last convolution before a global average) gets one
 * unit a class; one unit that tells two classes apart stays one. Everything else stays, so a LeNet can be trained on CIFAR-10 without editing it.
 */
export function fitToDataset(
  spec: ModelSpec,
  { height, width, channels, classes }: DatasetShape,
): ModelSpec {
  const answer = answerLayer(spec)
  if (classes === 2 && answersByOne(spec, answer))
    return { ...spec, input: { height, width, channels } }
  const layers = spec.layers.map((layer, index) =>
    index === answer ? withWidth(layer, classes) : layer,
  )
  return { ...spec, input: { height, width, channels }, layers }
}

/** Whether the layer of the answer has one unit or channel, which tells two classes apart. */
function answersByOne({ layers }: ModelSpec, answer: number): boolean {
  const layer = layers[answer]
  const width = layer && traitsOf(layer).width
  return width !== null && width !== undefined && (layer as Record<string, unknown>)[width] === 1
}

/** Place of the layer whose channels become the logits; −1 where several paths do. */
export function answerLayer({ layers }: ModelSpec): number {
  let index = layers.length - 1
  for (;;) {
    const layer = layers[index]
    if (!layer) return -1
    const { width, takes } = traitsOf(layer)
    if (width && takes === 'vector') return index
    if (width) return layers.slice(index).some((each) => traitsOf(each).global) ? index : -1
    const [from, ...others] = inputIds(layers, index)
    if (others.length > 0 || from === undefined) return -1
    index = layers.findIndex(({ id }) => id === from)
  }
}

/**
 * Fits a network for large pictures to small ones, on request: besides {@link fitToDataset}, the
 * first layers that halve the map get a stride of 1 until the later layers have maps of their
 * original size (224 → 28 removes three halvings).
 */
export function shrinkToDataset(spec: ModelSpec, dataset: DatasetShape): ModelSpec {
  const fitted = fitToDataset(spec, dataset)
  const ratio = Math.min(spec.input.height / dataset.height, spec.input.width / dataset.width)
  const first = withoutSteps(fitted, ratio)
  for (let factor = ratio; factor <= 64 && !isValid(fitted); factor *= 2) {
    const candidate = withoutSteps(fitted, factor)
    if (isValid(candidate)) return candidate
  }
  return ratio >= 2 && isValid(first) ? first : fitted
}

const isValid = (spec: ModelSpec): boolean => {
  try {
    resolveModel(spec)
    return true
  } catch {
    return false
  }
}

/** Strides of 1 wherever the map has been made less than `ratio` times smaller so far. */
function withoutSteps(spec: ModelSpec, ratio: number): ModelSpec {
  const steps = new Map<string, number>([[INPUT_ID, 1]])
  const layers = spec.layers.map((layer, index): Layer => {
    const before = Math.max(...inputIds(spec.layers, index).map((id) => steps.get(id) ?? 1))
    const stride = traitsOf(layer).stride(layer)
    steps.set(layer.id, before * Math.max(...stride))
    return Math.max(...stride) > 1 && before < ratio ? ({ ...layer, stride: 1 } as Layer) : layer
  })
  return { ...spec, layers }
}
