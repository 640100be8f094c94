import { z } from 'zod'
import { int32 } from './common'

const count = z.number().int().min(0)

const sideSchema = z.strictObject({
  title: z.string(),
  accuracy: z.number().min(0).max(1),
  /** Class that it gives to each picture. */
  predictions: int32,
})

/** Two models on the same test pictures. */
export const comparisonSchema = z.strictObject({
  dataset: z.string(),
  title: z.string(),
  classes: z.array(z.string()),
  first: sideSchema,
  second: sideSchema,
  labels: int32,
  /** Places of the pictures in the test set. */
  positions: int32,
  /** How many pictures both have right, only one, and neither. */
  both: count,
  onlyFirst: count,
  onlySecond: count,
  neither: count,
  /** Of McNemar's exact test: how often equally good models would differ at least this much. */
  p: z.number().min(0).max(1),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** The cells of the comparison, in the order in which they are shown. */
export const CELLS = ['both', 'onlyFirst', 'onlySecond', 'neither'] as const
export type ComparisonCell = (typeof CELLS)[number]

/** The cell of a picture. */
export function cellOf(
  { labels, first, second }: Pick<Comparison, 'labels' | 'first' | 'second'>,
  at: number,
): ComparisonCell {
  const [one, other] = [first, second].map(({ predictions }) => predictions[at] === labels[at])
  return one ? (other ? 'both' : 'onlyFirst') : other ? 'onlySecond' : 'neither'
}
