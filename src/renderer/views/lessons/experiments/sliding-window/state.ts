import { z } from 'zod'
import { volumeSchema } from '@shared/contract/volume'
import type { TensorData } from '@shared/contract/common'
import type { Window } from '@shared/math/geometry'
import { channelsOf, spatial, type Operands } from '@renderer/composables/operation/request'
import { isPooling } from '@shared/operations'

const whole = z.number().int().min(0).max(1024)
const positive = z.number().int().min(1).max(1024)
const sides = z.tuple([whole, whole]).readonly()
const pair = z.tuple([positive, positive]).readonly()

/** A cell that is held: on the input, on a kernel (sheet = out · inputs + in) or on the output. */
export const pinSchema = z.strictObject({
  grid: z.enum(['input', 'kernel', 'output']),
  sheet: whole,
  row: z.number().int(),
  column: z.number().int(),
})
export type Pin = z.infer<typeof pinSchema>

/** Everything that the sliding-window experiment shows. */
export const slidingStateSchema = z.strictObject({
  operation: z.enum(['cross-correlation', 'convolution', 'max-pool', 'avg-pool']),
  /** [channels, height, width]. */
  input: volumeSchema,
  /** [out, in / groups, height, width]; kept while pooling, which does not use it. */
  kernel: volumeSchema,
  bias: z.array(z.number()).readonly(),
  /** Of a pooling. */
  window: pair,
  padding: z.tuple([sides, sides]).readonly(),
  stride: pair,
  dilation: pair,
  groups: positive,
  countIncludePad: z.boolean(),
  /** Maximum pooling: whether padding counts as 0 in place of −∞. */
  padWithZero: z.boolean(),
  pin: pinSchema.nullable(),
})
export type SlidingState = z.infer<typeof slidingStateSchema>

/** A state with the plainest settings around the numbers. */
export const slidingState = (
  input: TensorData,
  kernel: TensorData,
  settings: Partial<SlidingState> = {},
): SlidingState => ({
  operation: 'cross-correlation',
  input,
  kernel,
  bias: Array.from({ length: kernel.shape[0] ?? 1 }, () => 0),
  window: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
  stride: [1, 1],
  dilation: [1, 1],
  groups: 1,
  countIncludePad: true,
  padWithZero: false,
  pin: null,
  ...settings,
})

export function windowOf(state: SlidingState): Window {
  const { operation, kernel, window, padding, stride, dilation } = state
  const extent = isPooling(operation) ? window : spatial(kernel)
  // The mean of a dilated window is no layer of the tools that the chapter uses.
  return { kernel: extent, stride, padding, dilation: operation === 'avg-pool' ? [1, 1] : dilation }
}

/** Whether the same is computed in both: they differ in the cell that is held, or in nothing. */
export const areComputedAlike = (a: SlidingState, b: SlidingState): boolean =>
  a === b ||
  (Object.keys(b) as (keyof SlidingState)[]).every((key) => key === 'pin' || a[key] === b[key])

/**
 * `derive`, remembered for as long as what is computed stays the same: a held cell moves sixty
 * times a second while the window plays.
 */
export function rememberUnpinned<T>(
  derive: (state: SlidingState) => T,
): (state: SlidingState) => T {
  let last: { readonly state: SlidingState; readonly value: T } | undefined
  return (state) => {
    if (!last || !areComputedAlike(last.state, state)) last = { state, value: derive(state) }
    return last.value
  }
}

/**
 * What is computed: maximum pooling over zeros reads them as input, since padding itself counts as
 * −∞.
 */
export function operandsOf(state: SlidingState): Operands {
  const { operation, input, kernel, bias, groups, countIncludePad, padWithZero } = state
  const pooling = isPooling(operation)
  const window = windowOf(state)
  const common = { operation, kernel: pooling ? undefined : kernel, bias, groups, countIncludePad }
  if (operation !== 'max-pool' || !padWithZero) return { ...common, input, window }
  return {
    ...common,
    input: padded(input, state.padding),
    window: {
      ...window,
      padding: [
        [0, 0],
        [0, 0],
      ],
    },
  }
}

/** The volume with zeros around each sheet. */
function padded(
  input: TensorData,
  [[top, bottom], [left, right]]: SlidingState['padding'],
): TensorData {
  const [height, width] = spatial(input)
  const shape = [channelsOf(input), height + top + bottom, width + left + right] as const
  const data = new Float32Array(shape[0] * shape[1] * shape[2])
  for (let row = 0; row < shape[0] * height; row++) {
    const [channel, y] = [Math.floor(row / height), row % height]
    data.set(
      input.data.subarray(row * width, (row + 1) * width),
      (channel * shape[1] + y + top) * shape[2] + left,
    )
  }
  return { shape, data }
}
