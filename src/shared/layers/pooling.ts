import { z } from 'zod'
import { AppError, phrase } from '../errors'
import { sliding } from '../math/field/connections'
import { outputSize, resolvePadding, toPair, type Pair, type Window } from '../math/geometry'
import {
  baseFields,
  mapInput,
  noWeights,
  paddingSchema,
  sizeSchema,
  type LayerDefinition,
  type MapShape,
} from './definition'

const poolFields = {
  ...baseFields,
  window: sizeSchema,
  /** Default: the window (chapter 6.2.4). */
  stride: sizeSchema.optional(),
  padding: paddingSchema.default(0),
}

export const maxPool2dSchema = z.strictObject({ ...poolFields, kind: z.literal('maxPool2d') })
export const avgPool2dSchema = z.strictObject({
  ...poolFields,
  kind: z.literal('avgPool2d'),
  /** Whether padding counts in the divisor (PyTorch's count_include_pad). */
  countIncludePad: z.boolean().default(true),
})
export type MaxPool2d = z.infer<typeof maxPool2dSchema>
export type AvgPool2d = z.infer<typeof avgPool2dSchema>

/** The sliding window of a pooling layer over an input of [height, width, channels]. */
export function poolWindow(layer: MaxPool2d | AvgPool2d, input: MapShape): Window {
  const kernel = toPair(layer.window)
  const stride = toPair(layer.stride ?? layer.window)
  const dilation: Pair = [1, 1]
  return {
    kernel,
    stride,
    dilation,
    padding: resolvePadding(layer.padding, [input[0], input[1]], kernel, stride, dilation),
  }
}

/**
 * A window that lies wholly in the padding has no maximum and no mean. PyTorch therefore allows at
 * most half a window of padding; sides are checked one by one, which is what keeps every window in
 * touch with the picture.
 */
function checkPadding(window: Window): void {
  const tooMuch = ([0, 1] as const).some((i) =>
    window.padding[i].some((side) => side >= window.kernel[i]),
  )
  if (tooMuch) {
    throw new AppError(
      'invalid-argument',
      phrase`Padding of a pooling layer must be smaller than its window of ${window.kernel.join('×')}: a window in the padding alone has no value.`,
      { field: 'padding' },
    )
  }
}

function definition<Layer extends MaxPool2d | AvgPool2d>(
  schema: z.ZodType<Layer>,
): LayerDefinition<Layer> {
  return {
    schema,
    ...noWeights,
    outputShape(layer, inputs) {
      const input = mapInput(inputs)
      const window = poolWindow(layer, input)
      checkPadding(window)
      const [height, width] = outputSize([input[0], input[1]], window)
      return [height, width, input[2]]
    },
    fieldStep(layer, inputs) {
      const { kernel, stride, padding } = poolWindow(layer, mapInput(inputs))
      return { kernel, stride, padding: [padding[0][0], padding[1][0]] }
    },
    connections: (layer, inputs) => [sliding(poolWindow(layer, mapInput(inputs)), [1, 1])],
  }
}

export const maxPool2d = definition(maxPool2dSchema)
export const avgPool2d = definition(avgPool2dSchema)
