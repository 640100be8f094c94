import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { everything } from '../math/field/connections'
import {
  anyInput,
  baseFields,
  formatShape,
  positive,
  type LayerDefinition,
  type Shape,
} from './definition'
import { anyRange } from './value-range'

export const denseSchema = z.strictObject({
  ...baseFields,
  kind: z.literal('dense'),
  units: positive,
  bias: z.boolean().default(true),
})
export type Dense = z.infer<typeof denseSchema>

function vectorInput(inputs: readonly Shape[]): number {
  const shape = anyInput(inputs)
  if (shape.length !== 1) {
    throw new AppError(
      'invalid-argument',
      phrase`A dense layer takes a vector, but got ${formatShape(shape)}: put a flatten before it.`,
      {
        field: 'inputs',
      },
    )
  }
  return shape[0] ?? 0
}

/** Every unit is bias + Σ weight · input over the whole input vector. */
export const dense: LayerDefinition<typeof denseSchema> = {
  schema: denseSchema,
  names: { en: { full: 'dense', short: 'dense' }, zh: { full: '全连接', short: '全连接' } },
  id: { stem: 'dense', numbered: true },
  start: { units: 10 },
  takes: 'vector',
  merges: null,
  outputShape(layer, inputs) {
    vectorInput(inputs)
    return [layer.units]
  },
  weights(layer, inputs) {
    const fanIn = vectorInput(inputs)
    const fans = { fanIn, fanOut: layer.units, trainable: true }
    return [
      { name: 'weight', shape: [fanIn, layer.units], ...fans },
      ...(layer.bias ? [{ name: 'bias' as const, shape: [layer.units], ...fans }] : []),
    ]
  },
  macs: (layer, inputs) => vectorInput(inputs) * layer.units,
  width: 'units',
  window: null,
  global: false,
  keeps: null,
  paddingThatFits: () => null,
  stride: () => [1, 1],
  // A convolution over the whole map that was flattened before it (chapter 6.3: dense1 of LeNet is
  // a 5×5 convolution over 5×5).
  fieldStep: (_, __, extent) => ({ kernel: extent, stride: [1, 1], padding: [0, 0] }),
  connections: (layer, inputs) => [everything([1, 1, vectorInput(inputs)], [1, 1, layer.units])],
  linear: true,
  preActivation: true,
  nonNegative: () => false,
  range: anyRange,
  handsOn: () => null,
  keepsZero: () => false,
  mixesBatch: false,
}
