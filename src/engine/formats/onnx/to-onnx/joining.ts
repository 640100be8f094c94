import type { LayerOf } from '@shared/layers'
import { wholes } from './constants'
import { helper, single, type OnnxConstant, type OnnxNode, type Place, type ToOnnx } from './node'

type Joining = LayerOf<'add' | 'multiply'>

/** What is joined, vectors beside maps as maps of one place. */
function joined(place: Place<Joining>): {
  readonly inputs: readonly string[]
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxConstant[]
} {
  const isMap = place.outputShape.length === 3
  const flat = place.inputShapes.map((shape) => isMap && shape.length === 1)
  const axes = helper(place, 'axes')
  const name = (i: number): string => helper(place, `map${i}`)
  return {
    inputs: place.inputs.map((input, i) => (flat[i] ? name(i) : input)),
    nodes: place.inputs.flatMap((input, i) =>
      flat[i] ? [{ op: 'Unsqueeze', inputs: [input, axes], output: name(i) }] : [],
    ),
    constants: flat.includes(true) ? [wholes(axes, [2, 3])] : [],
  }
}

export const addToOnnx: ToOnnx<LayerOf<'add'>> = (place) => {
  const { inputs, nodes, constants } = joined(place)
  if (nodes.length === 0) return single(place, 'Sum')
  return { nodes: [...nodes, { op: 'Sum', inputs, output: place.layer.id }], constants }
}

/** The operator takes two inputs at a time. */
export const multiplyToOnnx: ToOnnx<LayerOf<'multiply'>> = (place) => {
  const { inputs, nodes, constants } = joined(place)
  const [first = '', ...others] = inputs
  const output = (i: number): string =>
    i === others.length - 1 ? place.layer.id : helper(place, `product${i}`)
  const products = others.map((input, i) => ({
    op: 'Mul',
    inputs: [i === 0 ? first : output(i - 1), input],
    output: output(i),
  }))
  return { nodes: [...nodes, ...products], constants }
}
