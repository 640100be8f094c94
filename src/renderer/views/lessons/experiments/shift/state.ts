import { z } from 'zod'
import { gridSchema } from '@shared/contract/experiments'

const shift = z.number().int().min(-14).max(14)
export const REACH = 6
export const RESPONSE_REACH = 14

export const PADDINGS = ['zero', 'none', 'wrap'] as const
export const EDGES = ['zero', 'wrap'] as const
export const POOLS = ['none', 'max', 'avg'] as const
export const AXES = ['right', 'down'] as const

export const shiftStateSchema = z.strictObject({
  input: gridSchema,
  kernel: gridSchema,
  padding: z.enum(PADDINGS),
  stride: z.number().int().min(1).max(4),
  pool: z.enum(POOLS),
  window: z.number().int().min(1).max(6),
  poolStride: z.number().int().min(1).max(6),
  edge: z.enum(EDGES),
  /** How far the picture is moved now. */
  down: shift,
  right: shift,
  /** Along which axis the curves run. */
  axis: z.enum(AXES),
  /** The sample picture whose classification is watched. */
  sample: z.string().regex(/^[\w-]{1,64}$/),
})
export type ShiftState = z.infer<typeof shiftStateSchema>

/** A small letter L on a ground of one brightness. */
export const letter = (size: number, ground = 0): number[][] =>
  Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => {
      const [top, left] = [Math.floor(size / 2) - 2, Math.floor(size / 2) - 2]
      const on =
        (j === left && i >= top && i < top + 4) || (i === top + 3 && j >= left && j < left + 3)
      return on ? 1 : ground
    }),
  )

export const startState: ShiftState = {
  input: letter(12),
  kernel: [
    [1, 0, -1],
    [2, 0, -2],
    [1, 0, -1],
  ],
  padding: 'zero',
  stride: 1,
  pool: 'none',
  window: 2,
  poolStride: 2,
  edge: 'zero',
  down: 0,
  right: 1,
  axis: 'right',
  sample: 'trouser',
}

/** The same settings with a pooling after them: what a shift of one pixel leaves in place. */
export const poolingState: ShiftState = { ...startState, pool: 'max', window: 2, poolStride: 1 }
