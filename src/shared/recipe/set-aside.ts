import { z } from 'zod'
import { phrase } from '../errors'
import { ownWords } from '../schema-fault'

/** Positions of a half that a recipe may leave out: its run.json stays readable. */
export const MOST_ASIDE = 20_000

const positionsSchema = z
  .array(z.number().int().min(0).max(0xffffffff))
  .max(MOST_ASIDE)
  .refine(
    (positions) => positions.every((at, i) => i === 0 || at > (positions[i - 1] ?? 0)),
    ownWords(phrase`must ascend, each position once`),
  )

/** Pictures that are used neither for training nor for testing, by half and position, 0-based. */
export const setAsideSchema = z.strictObject({
  /** Fingerprint of the data set whose positions these are; without it they are taken as they are. */
  contents: z.string().min(1).max(64).optional(),
  train: positionsSchema.default([]),
  test: positionsSchema.default([]),
})
export type SetAside = z.infer<typeof setAsideSchema>
/** Positions alone. */
export type AsidePlaces = Readonly<Record<'train' | 'test', readonly number[]>>

export const NONE_ASIDE: AsidePlaces = { train: [], test: [] }

export const countAside = ({ train, test }: AsidePlaces = NONE_ASIDE): number =>
  train.length + test.length

const sorted = (positions: Iterable<number>): number[] =>
  [...new Set(positions)].sort((a, b) => a - b)

const each = (change: (half: keyof AsidePlaces) => number[]) => ({
  train: change('train'),
  test: change('test'),
})

/** What either has. */
export const withPlaces = (places: AsidePlaces, more: AsidePlaces) =>
  each((half) => sorted([...places[half], ...more[half]]))

/** What only the first has. */
export const withoutPlaces = (places: AsidePlaces, fewer: AsidePlaces) =>
  each((half) => {
    const gone = new Set(fewer[half])
    return sorted(places[half].filter((at) => !gone.has(at)))
  })

/** Tells lists of one length apart for people: the first 16 bits of their FNV-1a hash, in hex. */
export function asideMark({ train, test }: AsidePlaces): string {
  let hash = 0x811c9dc5
  for (const value of [...train, -1, ...test]) {
    hash ^= value
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 16).toString(16).padStart(4, '0')
}
