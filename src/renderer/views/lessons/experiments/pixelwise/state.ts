import { z } from 'zod'

export const pixelwiseStateSchema = z.strictObject({
  channels: z.number().int().min(1).max(16),
  outputs: z.number().int().min(1).max(16),
  height: z.number().int().min(1).max(32),
  width: z.number().int().min(1).max(32),
  seed: z.number().int().min(0).max(0xffffffff),
  /** The pixel whose arithmetic is shown. */
  row: z.number().int().min(0).max(31),
  column: z.number().int().min(0).max(31),
})
export type PixelwiseState = z.infer<typeof pixelwiseStateSchema>

/** The chapter's: X of 3×3×3, K of 2×3×1×1. */
export const chapterState: PixelwiseState = {
  channels: 3,
  outputs: 2,
  height: 3,
  width: 3,
  seed: 0,
  row: 0,
  column: 0,
}
