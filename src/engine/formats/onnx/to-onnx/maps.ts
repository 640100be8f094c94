import type { LayerOf } from '@shared/layers'
import { adaptiveAxes, adaptiveWindow } from '@shared/layers/adaptive-pooling'
import { crop2dSides } from '@shared/layers/crop2d'
import { mapInput } from '@shared/layers/definition'
import { pad2dSides } from '@shared/layers/pad2d'
import { upsample2dSize, upsample2dTaps } from '@shared/layers/upsample2d'
import { toPair } from '@shared/math/geometry'
import { adaptiveRun, sharesOf, type AxisTaps } from '@shared/math/resample'
import { permuted } from '../../channels-first/permute'
import { scalar, sliced, wholes } from './constants'
import {
  helper,
  onlyInput,
  single,
  windowAttributes,
  type OnnxConstant,
  type OnnxNode,
  type OnnxPart,
  type Place,
  type ToOnnx,
} from './node'

const PAD_MODES = { constant: 'constant', reflect: 'reflect', replicate: 'edge' } as const

export const pad2dToOnnx: ToOnnx<LayerOf<'pad2d'>> = (place) => {
  const { layer } = place
  const [[top, bottom], [left, right]] = pad2dSides(layer)
  const [sides, value] = [helper(place, 'pads'), helper(place, 'value')]
  const node: OnnxNode = {
    op: 'Pad',
    inputs: [onlyInput(place), sides, value],
    output: layer.id,
    attributes: { mode: { text: PAD_MODES[layer.mode] } },
  }
  return {
    nodes: [node],
    constants: [wholes(sides, [0, 0, top, left, 0, 0, bottom, right]), scalar(value, layer.value)],
  }
}

export const crop2dToOnnx: ToOnnx<LayerOf<'crop2d'>> = (place) => {
  const [height, width] = mapInput(place.inputShapes)
  const [[top, bottom], [left, right]] = crop2dSides(place.layer)
  const { node, constants } = sliced(helper(place, 'cut'), [onlyInput(place), place.layer.id], {
    axes: [2, 3],
    from: [top, left],
    end: [height - bottom, width - right],
  })
  return { nodes: [node], constants }
}

/** [rows, columns] of shares, `turned` the other way round. */
function matrix(name: string, axis: AxisTaps, input: number, turned: boolean): OnnxConstant {
  const shares = sharesOf(axis, input)
  const shape = [axis.length, input]
  return turned
    ? { name, shape: [input, axis.length], values: permuted(shares, shape, [1, 0]) }
    : { name, shape, values: shares }
}

/** A product with a matrix from the left for the rows, and from the right for the columns. */
function resampled(
  place: Place<LayerOf<'adaptiveAvgPool2d' | 'upsample2d'>>,
  [rows, columns]: readonly [AxisTaps, AxisTaps],
): OnnxPart {
  const [height, width] = mapInput(place.inputShapes)
  const [down, across, between] = ['rows', 'columns', 'between'].map((part) =>
    helper(place, part),
  ) as [string, string, string]
  return {
    nodes: [
      { op: 'MatMul', inputs: [down, onlyInput(place)], output: between },
      { op: 'MatMul', inputs: [between, across], output: place.layer.id },
    ],
    constants: [matrix(down, rows, height, false), matrix(across, columns, width, true)],
  }
}

/** Whole factors are what the operator Resize says without rounding; other sizes are products. */
export const upsample2dToOnnx: ToOnnx<LayerOf<'upsample2d'>> = (place) => {
  const { layer } = place
  const input = mapInput(place.inputShapes)
  const [height, width] = upsample2dSize(layer, input)
  const factors = [height / input[0], width / input[1]]
  if (!factors.every(Number.isInteger)) return resampled(place, upsample2dTaps(layer, input))
  const scales = helper(place, 'scales')
  const attributes: OnnxNode['attributes'] =
    layer.method === 'nearest'
      ? {
          mode: { text: 'nearest' },
          coordinate_transformation_mode: { text: 'asymmetric' },
          nearest_mode: { text: 'floor' },
        }
      : { mode: { text: 'linear' }, coordinate_transformation_mode: { text: 'half_pixel' } }
  return {
    nodes: [{ op: 'Resize', inputs: [onlyInput(place), '', scales], output: layer.id, attributes }],
    constants: [{ name: scales, shape: [4], values: Float32Array.of(1, 1, ...factors) }],
  }
}

export const adaptiveAvgPool2dToOnnx: ToOnnx<LayerOf<'adaptiveAvgPool2d'>> = (place) => {
  const input = mapInput(place.inputShapes)
  const window = adaptiveWindow(place.layer, input)
  return window
    ? single(place, 'AveragePool', windowAttributes(window))
    : resampled(place, adaptiveAxes(place.layer, input))
}

/** Where the windows differ, each run of rows and then of columns is cut out and pooled by itself. */
export const adaptiveMaxPool2dToOnnx: ToOnnx<LayerOf<'adaptiveMaxPool2d'>> = (place) => {
  const input = mapInput(place.inputShapes)
  const window = adaptiveWindow(place.layer, input)
  if (window) return single(place, 'MaxPool', windowAttributes(window))
  const between = helper(place, 'rows')
  const [height, width] = toPair(place.layer.size)
  const down = pooledRuns(place, onlyInput(place), between, 2, input[0], height)
  const across = pooledRuns(place, between, place.layer.id, 3, input[1], width)
  return {
    nodes: [...down.nodes, ...across.nodes],
    constants: [...down.constants, ...across.constants],
  }
}

function pooledRuns(
  place: Place<LayerOf<'adaptiveMaxPool2d'>>,
  input: string,
  output: string,
  axis: 2 | 3,
  length: number,
  runs: number,
): { readonly nodes: readonly OnnxNode[]; readonly constants: readonly OnnxConstant[] } {
  const parts = Array.from({ length: runs }, (_, unit) => {
    const name = helper(place, `axis${axis}_run${unit}`)
    const [from, end] = adaptiveRun(length, runs, unit)
    const { node, constants } = sliced(name, [input, `${name}_cells`], {
      axes: [axis],
      from: [from],
      end: [end],
    })
    const kernel = axis === 2 ? [end - from, 1] : [1, end - from]
    const attributes = { kernel_shape: { ints: kernel } }
    const pool = { op: 'MaxPool', inputs: [`${name}_cells`], output: name, attributes }
    return { name, nodes: [node, pool], constants }
  })
  const inputs = parts.map(({ name }) => name)
  const attributes = { axis: { int: axis } }
  return {
    nodes: [...parts.flatMap(({ nodes }) => nodes), { op: 'Concat', inputs, output, attributes }],
    constants: parts.flatMap(({ constants }) => constants),
  }
}
