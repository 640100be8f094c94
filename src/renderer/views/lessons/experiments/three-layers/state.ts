import { z } from 'zod'
import { gridSchema } from '@shared/contract/experiments'

export const KINDS = ['dense', 'invariant', 'local'] as const
export type LayerKind61 = (typeof KINDS)[number]

const cells = z.number().int().min(0).max(143)

export const threeLayersStateSchema = z.strictObject({
  /** n × n, at most 12 × 12. */
  input: gridSchema,
  /** Δ of the local layer. */
  radius: z.number().int().min(0).max(11),
  seed: z.number().int().min(0).max(0xffffffff),
  layer: z.enum(KINDS),
  /** An entry of the matrix that is held: output cell and input cell. */
  pin: z.strictObject({ row: cells, column: cells }).nullable(),
  /** The picture whose parameters are counted. */
  side: z.number().int().min(1).max(4096),
  channels: z.number().int().min(1).max(1024),
  outputs: z.number().int().min(1).max(1024),
})
export type ThreeLayersState = z.infer<typeof threeLayersStateSchema>

/** An angle in a dark picture. */
export const angle = (side: number): number[][] =>
  Array.from({ length: side }, (_, i) =>
    Array.from({ length: side }, (_, j) =>
      (i > 0 && i < side - 1 && j === 1) || (i === side - 2 && j > 0 && j < side - 1) ? 1 : 0,
    ),
  )

export const startState: ThreeLayersState = {
  input: angle(6),
  radius: 1,
  seed: 0,
  layer: 'dense',
  pin: { row: 14, column: 14 },
  side: 1000,
  channels: 1,
  outputs: 1,
}
