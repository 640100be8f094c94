import type { LayerOf } from '@shared/layers'
import { convTranspose2dWindow } from '@shared/layers/conv-transpose2d'
import { mapInput } from '@shared/layers/definition'
import { toPair, type ExplicitPadding, type Pair } from '@shared/math/geometry'
import { transposedKernelOrder } from '../../channels-first/array'
import type { StoredWeight } from '../../stored-weight'
import { inputsOf, kernelOf, convolutionAttributes } from './conv2d'
import {
  helper,
  onlyInput,
  plain,
  weightName,
  type OnnxConstant,
  type OnnxPart,
  type Place,
  type ToOnnx,
} from './node'

type Transposed = LayerOf<'convTranspose2d'>

/** Output padding takes back what padding cuts off the ends, and adds rows beyond the kernel. */
function endsOf({ layer, inputShapes }: Place<Transposed>) {
  const window = convTranspose2dWindow(layer, mapInput(inputShapes))
  const more = toPair(layer.outputPadding)
  const cut = (axis: 0 | 1): Pair => {
    const [before, after] = window.padding[axis]
    return [before, Math.max(0, after - more[axis])]
  }
  const beyond = (axis: 0 | 1): number => Math.max(0, more[axis] - window.padding[axis][1])
  const padding: ExplicitPadding = [cut(0), cut(1)]
  const added: Pair = [beyond(0), beyond(1)]
  return { window, padding, added }
}

/** Rows and columns of zeros at the ends of a map, then the bias: the operator can't do both. */
function padded(place: Place<Transposed>, added: Pair, map: string): OnnxPart {
  const [ends, outer] = [helper(place, 'ends'), helper(place, 'padded')]
  const { id, bias, channels } = place.layer
  const amounts = [0, 0, 0, 0, 0, 0, added[0], added[1]].map((n) => BigInt(n))
  const constant: OnnxConstant = { name: ends, shape: [8], values: BigInt64Array.from(amounts) }
  const weight: StoredWeight = { source: 'bias', shape: [channels, 1, 1] }
  return {
    nodes: [
      { op: 'Pad', inputs: [map, ends], output: bias ? outer : id },
      ...(bias ? [{ op: 'Add', inputs: [outer, weightName(place, 'bias')], output: id }] : []),
    ],
    constants: [constant],
    weights: bias ? [weight] : [],
  }
}

/**
 * The operator's own output padding must be less than the stride; more becomes a padding behind it.
 */
export const convTranspose2dToOnnx: ToOnnx<Transposed> = (place): OnnxPart => {
  const { layer } = place
  const { window, padding, added } = endsOf(place)
  const fits = added.every((rows, axis) => rows < (window.stride[axis] ?? 1))
  const map = helper(place, 'map')
  const node = {
    op: 'ConvTranspose',
    inputs: fits ? inputsOf(place) : [onlyInput(place), weightName(place, 'weight')],
    output: fits ? layer.id : map,
    attributes: {
      ...convolutionAttributes({ ...window, padding }, layer.groups),
      ...(fits ? { output_padding: { ints: added } } : {}),
    },
  }
  const kernel = transposedKernelOrder(kernelOf(place), layer.groups)
  const rest = fits ? { nodes: [], weights: plain(place, ['bias']) } : padded(place, added, map)
  return {
    ...rest,
    nodes: [node, ...rest.nodes],
    weights: [{ source: 'weight', ...kernel }, ...(rest.weights ?? [])],
  }
}
