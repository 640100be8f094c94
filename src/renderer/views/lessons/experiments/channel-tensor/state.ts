import { z } from 'zod'
import { seededRandom } from '../parts/patterns'

const offset = z.number().int().min(-2).max(2)
const channel = z.number().int().min(0).max(5)

export const channelTensorStateSchema = z.strictObject({
  /** Sides of the square picture. */
  side: z.number().int().min(3).max(8),
  radius: z.number().int().min(0).max(2),
  inputs: z.number().int().min(1).max(6),
  outputs: z.number().int().min(1).max(6),
  seed: z.number().int().min(0).max(0xffffffff),
  /** The current number of V. */
  a: offset,
  b: offset,
  c: channel,
  d: channel,
  /** The hidden cell whose sum is taken apart. */
  row: z.number().int().min(0).max(7),
  column: z.number().int().min(0).max(7),
})
export type ChannelTensorState = z.infer<typeof channelTensorStateSchema>

/** Red, green and blue in, two channels out. */
export const startState: ChannelTensorState = {
  side: 4,
  radius: 1,
  inputs: 3,
  outputs: 2,
  seed: 1,
  a: 0,
  b: 0,
  c: 0,
  d: 0,
  row: 1,
  column: 1,
}

type Sheets = number[][][]
const whole = (random: () => number, reach: number): number =>
  Math.floor(random() * (2 * reach + 1)) - reach

/** X: small whole numbers, so that sums can be followed. [c][i][j] */
export function inputOf({ side, inputs, seed }: ChannelTensorState): Sheets {
  const random = seededRandom(seed)
  return Array.from({ length: inputs }, () =>
    Array.from({ length: side }, () =>
      Array.from({ length: side }, () => Math.floor(random() * 4)),
    ),
  )
}

/** V as the engine's kernels: [d][c][a][b]. */
export function kernelsOf({
  radius,
  inputs,
  outputs,
  seed,
}: ChannelTensorState): readonly Sheets[] {
  const random = seededRandom(seed + 7919)
  const extent = 2 * radius + 1
  return Array.from({ length: outputs }, () =>
    Array.from({ length: inputs }, () =>
      Array.from({ length: extent }, () => Array.from({ length: extent }, () => whole(random, 2))),
    ),
  )
}

/** The state with every index inside its range. */
export function clamped(state: ChannelTensorState): ChannelTensorState {
  const within = (value: number, low: number, high: number): number =>
    Math.min(high, Math.max(low, value))
  const { radius, inputs, outputs, side } = state
  return {
    ...state,
    a: within(state.a, -radius, radius),
    b: within(state.b, -radius, radius),
    c: within(state.c, 0, inputs - 1),
    d: within(state.d, 0, outputs - 1),
    row: within(state.row, 0, side - 1),
    column: within(state.column, 0, side - 1),
  }
}
