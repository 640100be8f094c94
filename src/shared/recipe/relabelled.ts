import { z } from 'zod'
import { phrase } from '../errors'
import { ownWords } from '../schema-fault'
import { MOST_ASIDE } from './set-aside'

/** A picture's position in its half, 0-based, and the class that it counts as. */
const labelSchema = z.tuple([
  z.number().int().min(0).max(0xffffffff),
  z.number().int().min(0).max(65_535),
])

const halfSchema = z
  .array(labelSchema)
  .max(MOST_ASIDE)
  .refine(
    (labels) => labels.every(([at], i) => i === 0 || at > (labels[i - 1]?.[0] ?? 0)),
    ownWords(phrase`must ascend, each position once`),
  )

/**
 * Pictures that count as another class than their files say, by half. It is a list beside a data
 * set, whose files stay as they are.
 */
export const relabelledSchema = z.strictObject({
  /** Fingerprint of the data set whose positions these are; without it they are taken as they are. */
  contents: z.string().min(1).max(64).optional(),
  train: halfSchema.default([]),
  test: halfSchema.default([]),
})
export type Relabelled = z.infer<typeof relabelledSchema>

export type NewLabels = readonly (readonly [position: number, label: number])[]
/** Labels alone, by half. */
export type RelabelledPlaces = Readonly<Record<'train' | 'test', NewLabels>>

export const NONE_RELABELLED: RelabelledPlaces = { train: [], test: [] }

export const countRelabelled = ({ train, test }: RelabelledPlaces = NONE_RELABELLED): number =>
  train.length + test.length

/**
 * A list with other labels for some pictures, and without some.
 * @param back positions that count as their files say again
 */
export function withLabels(
  list: NewLabels,
  labels: NewLabels,
  back: readonly number[] = [],
): [number, number][] {
  const all = new Map(list.map(([at, label]) => [at, label]))
  for (const at of back) all.delete(at)
  for (const [at, label] of labels) all.set(at, label)
  return [...all].sort(([a], [b]) => a - b)
}

/** Tells lists of one length apart for people: the first 16 bits of their FNV-1a hash, in hex. */
export function relabelledMark({ train, test }: RelabelledPlaces): string {
  let hash = 0x811c9dc5
  for (const value of [...train.flat(), -1, ...test.flat()]) {
    hash ^= value
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 16).toString(16).padStart(4, '0')
}
