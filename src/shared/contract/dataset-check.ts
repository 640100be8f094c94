import { z } from 'zod'
import { splitSchema } from './datasets'

const share = z.number().min(0).max(1)

/** One picture of a data set. */
export const examplePlaceSchema = z.strictObject({
  split: splitSchema,
  /** Position in its half, 0-based. */
  index: z.number().int().min(0),
  /** Its class, 0-based. */
  label: z.number().int().min(0),
})
export type ExamplePlace = z.infer<typeof examplePlaceSchema>

const alike = {
  /** Whether they are in both halves: the test then asks for what was learnt. */
  leak: z.boolean(),
  /** Whether their labels differ: at least one of them is wrong. */
  conflict: z.boolean(),
}

/** Pictures whose pixels are the same. */
const copiesSchema = z.strictObject({
  kind: z.literal('copies'),
  pictures: z.array(examplePlaceSchema).min(2),
  ...alike,
})

/** Two pictures of which one is almost the other: compressed anew, shifted, or mirrored. */
const nearCopiesSchema = z.strictObject({
  kind: z.literal('nearCopies'),
  pictures: z.tuple([examplePlaceSchema, examplePlaceSchema]),
  /** Root mean square of the difference of their brightness, 0 … 1. */
  difference: share,
  /** Where the second picture lies over the first: mirrored or not, shifted down and right. */
  mirrored: z.boolean(),
  dy: z.number().int(),
  dx: z.number().int(),
  ...alike,
})

/**
 * What a single picture can be found to be.
 *
 * - `dark`: 99 % of its pixels are darker than the limit;
 * - `light`: 95 % of its pixels are lighter than the limit;
 * - `blank`: its brightness deviates less than the limit from its mean;
 * - `blurred`: its sharpness, as a share of the set's median, is below the limit;
 * - `narrow`: its shorter side, as a share of the longer one, was below the limit before it was
 *   fitted;
 * - `sized`: its sides were so many times longer or shorter than the set's median as the limit says.
 */
export const FLAWS = ['dark', 'light', 'blank', 'blurred', 'narrow', 'sized'] as const
export type Flaw = (typeof FLAWS)[number]

const flawSchema = z.strictObject({
  kind: z.enum(FLAWS),
  picture: examplePlaceSchema,
  value: z.number().min(0),
  limit: z.number().min(0),
  /** Of odd shapes: height and width before it was fitted. */
  was: z.tuple([z.number().int().min(1), z.number().int().min(1)]).optional(),
})

export const findingSchema = z.discriminatedUnion('kind', [
  copiesSchema,
  nearCopiesSchema,
  flawSchema,
])
export type Finding = z.infer<typeof findingSchema>
export type Copies = z.infer<typeof copiesSchema>
export type NearCopies = z.infer<typeof nearCopiesSchema>
export type FlawFinding = z.infer<typeof flawSchema>

/** How evenly the examples are spread over the classes. */
export const balanceSchema = z.strictObject({
  /** Examples of each class, both halves together. */
  counts: z.array(z.number().int().min(0)),
  smallest: z.number().int().min(0),
  largest: z.number().int().min(0),
  /** Whether a class has less than a third of an even share. */
  unbalanced: z.boolean(),
})
export type Balance = z.infer<typeof balanceSchema>

/** What a check of a data set found, with the evidence in numbers. */
export const datasetCheckSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  classes: z.array(z.string()),
  train: z.number().int().min(0),
  test: z.number().int().min(0),
  balance: balanceSchema,
  /** By kind; within a kind the strongest evidence first. */
  findings: z.array(findingSchema),
  /** Flaws of more than a tenth of all pictures: the set is made so, and none of them is listed. */
  usual: z.array(z.strictObject({ kind: z.enum(FLAWS), share })),
  /** Whether the sizes before the fitting are known: sets imported by earlier versions lack them. */
  sizesKnown: z.boolean(),
})
export type DatasetCheck = z.infer<typeof datasetCheckSchema>

/** A check that is kept beside the data set. */
export const keptCheckSchema = z.strictObject({
  /** When it was made, in milliseconds since 1970. */
  checked: z.number(),
  check: datasetCheckSchema,
})
export type KeptCheck = z.infer<typeof keptCheckSchema>
