import type { LayerOf } from '@shared/layers'
import { mapInput } from '@shared/layers/definition'
import { repeated, wholes } from './constants'
import { helper, onlyInput, weightName, type OnnxNode, type OnnxPart, type ToOnnx } from './node'

/** The operator takes the last axes, so a map is turned before it and back behind it. */
export const layerNormToOnnx: ToOnnx<LayerOf<'layerNorm'>> = (place): OnnxPart => {
  const { layer, inputShapes } = place
  const [shape = []] = inputShapes
  const channels = shape.at(-1) ?? 0
  const onMap = shape.length === 3
  const name = (part: string): string => helper(place, part)
  const [input, output] = onMap ? [name('turned'), name('normal')] : [onlyInput(place), layer.id]
  const turned = (from: string, to: string, perm: readonly number[]): OnnxNode => ({
    op: 'Transpose',
    inputs: [from],
    output: to,
    attributes: { perm: { ints: perm } },
  })
  const ones = layer.gamma ? [] : [repeated(name('ones'), channels, 1)]
  const node: OnnxNode = {
    op: 'LayerNormalization',
    inputs: [
      input,
      layer.gamma ? weightName(place, 'gamma') : name('ones'),
      ...(layer.beta ? [weightName(place, 'beta')] : []),
    ],
    output,
    attributes: { axis: { int: -1 }, epsilon: { float: layer.epsilon } },
  }
  return {
    nodes: onMap
      ? [
          turned(onlyInput(place), input, [0, 2, 3, 1]),
          node,
          turned(output, layer.id, [0, 3, 1, 2]),
        ]
      : [node],
    constants: ones,
    weights: place.weights.map((weight) => ({ source: weight.name, shape: weight.shape })),
  }
}

/** The names of the affine steps that a group norm has behind it, in their order. */
const STEPS = [
  ['gamma', 'Mul'],
  ['beta', 'Add'],
] as const

/**
 * The operator GroupNormalization is newer than the operator set: with all cells of a group as one
 * axis an InstanceNormalization does the same, as PyTorch writes it.
 */
export const groupNormToOnnx: ToOnnx<LayerOf<'groupNorm'>> = (place): OnnxPart => {
  const { groups, epsilon, id } = place.layer
  const [height, width, channels] = mapInput(place.inputShapes)
  const name = (part: string): string => helper(place, part)
  const steps = STEPS.filter(([weight]) => place.layer[weight])
  const outputs = ['normal', ...steps.map(([weight]) => weight)]
  const output = (index: number): string =>
    index === steps.length ? id : name(outputs[index] ?? '')
  return {
    nodes: [
      { op: 'Reshape', inputs: [onlyInput(place), name('apart')], output: name('groups') },
      {
        op: 'InstanceNormalization',
        inputs: [name('groups'), name('ones'), name('zeros')],
        output: name('instance'),
        attributes: { epsilon: { float: epsilon } },
      },
      { op: 'Reshape', inputs: [name('instance'), name('whole')], output: output(0) },
      ...steps.map(([weight, op], step): OnnxNode => ({
        op,
        inputs: [output(step), weightName(place, weight)],
        output: output(step + 1),
      })),
    ],
    constants: [
      wholes(name('apart'), [0, groups, -1]),
      wholes(name('whole'), [0, channels, height, width]),
      repeated(name('ones'), groups, 1),
      repeated(name('zeros'), groups, 0),
    ],
    weights: place.weights.map((weight) => ({ source: weight.name, shape: [channels, 1, 1] })),
  }
}
