import { definitionOf, type Layer } from '@shared/layers'
import type { Shape } from '@shared/layers/definition'
import type { Pair } from '@shared/math/geometry'
import type { FieldStep } from '@shared/math/receptive-field'
import type { ResolvedLayer } from '@shared/model/resolve'
import { mapsOf } from '@renderer/stores/inspect-units'
import type { Region } from './region'

/** Every cell of an output of this shape. */
export function wholeRegion(shape: Shape): Region {
  const { count, height, width } = mapsOf(shape)
  return { rows: [0, height - 1], columns: [0, width - 1], channels: [0, count - 1] }
}

/** Rows or columns that a window reads for the cells first…last: first·s − p … last·s − p + k' − 1. */
function windowBack(step: FieldStep, axis: 0 | 1, [first, last]: Pair): Pair {
  const start = (cell: number): number => cell * step.stride[axis] - step.padding[axis]
  return [start(first), start(last) + step.kernel[axis] - 1]
}

/** Channels that a grouped convolution reads for some of its output channels. */
function groupsBack(layer: Extract<Layer, { kind: 'conv2d' }>, inputs: number, [first, last]: Pair): Pair {
  const [perInput, perOutput] = [inputs / layer.groups, layer.channels / layer.groups]
  return [Math.floor(first / perOutput) * perInput, (Math.floor(last / perOutput) + 1) * perInput - 1]
}

/** Cells of the map whose row-major, channels-last flattening holds the units first…last. */
function unflatten(shape: Shape, [first, last]: Pair): Region {
  const { count, width } = mapsOf(shape)
  if (shape.length === 1) return { rows: [0, 0], columns: [0, 0], channels: [first, last] }
  const [a, b] = [Math.floor(first / count), Math.floor(last / count)]
  const [top, bottom] = [Math.floor(a / width), Math.floor(b / width)]
  return {
    rows: [top, bottom],
    columns: top === bottom ? [a % width, b % width] : [0, width - 1],
    channels: a === b ? [first % count, last % count] : [0, count - 1],
  }
}

/** What a layer reads of its input number `index` for a region of its output; null where it reads nothing of it. */
export function stepBack({ layer, inputShapes }: ResolvedLayer, region: Region, index: number): Region | null {
  const shape = inputShapes[index]
  if (!shape) return null
  switch (layer.kind) {
    case 'dense':
    case 'globalAvgPool2d':
      return layer.kind === 'dense' ? wholeRegion(shape) : { ...wholeRegion(shape), channels: region.channels }
    case 'softmax':
      return { ...region, channels: wholeRegion(shape).channels }
    case 'flatten':
      return unflatten(shape, region.channels)
    case 'concat': {
      const before = inputShapes.slice(0, index).reduce((sum, other) => sum + (other.at(-1) ?? 0), 0)
      const channels: Pair = [Math.max(0, region.channels[0] - before), Math.min((shape.at(-1) ?? 0) - 1, region.channels[1] - before)]
      return channels[0] > channels[1] ? null : { ...region, channels }
    }
    default: {
      const step = definitionOf(layer).fieldStep(layer, inputShapes)
      const channels = layer.kind === 'conv2d' ? groupsBack(layer, shape.at(-1) ?? 1, region.channels) : region.channels
      return step ? { rows: windowBack(step, 0, region.rows), columns: windowBack(step, 1, region.columns), channels } : { ...region, channels }
    }
  }
}
