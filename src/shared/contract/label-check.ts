import { z } from 'zod'
import { splitSchema } from './datasets'

const share = z.number().min(0).max(1)
const count = z.number().int().min(0)

/** How the networks of a check judge the label of a picture. */
export const labelDoubtSchema = z.strictObject({
  split: splitSchema,
  /** Position in its half, 0-based. */
  index: count,
  /** Its class, and the most probable other one. */
  given: count,
  likely: count,
  /** Probability of the given and of the likely class, of a network that did not see the picture. */
  pGiven: share,
  pLikely: share,
  /** (pGiven − pLikely + 1) / 2: 0 is surely wrong, 1 surely right. */
  margin: share,
  /** Whether confident learning finds it wrong. */
  flagged: z.boolean(),
})
export type LabelDoubt = z.infer<typeof labelDoubtSchema>

/** What the check of a data set's labels depends on. */
export const labelSettingsSchema = z.strictObject({
  /** Networks, each of which sees all parts but one. */
  folds: z.number().int().min(2).max(20).default(5),
  epochs: z.number().int().min(1).max(1000).optional(),
  seed: z.number().int().min(0).max(0xffffffff).default(0),
})
export type LabelSettings = z.infer<typeof labelSettingsSchema>

const matrix = z.array(z.array(count).readonly()).readonly()

/** Labels of a data set by confident learning, the least believable first. */
export const labelCheckSchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  classes: z.array(z.string()),
  folds: count,
  epochs: count,
  seed: count,
  /** The network that was trained. */
  network: z.string(),
  /** Pictures that were judged. */
  count,
  /** Share of the pictures for which a network that did not see them gives their label. */
  accuracy: share,
  /** Of each class the mean probability over its pictures; null without pictures. */
  thresholds: z.array(z.number().nullable()).readonly(),
  /** Given labels in rows, confident classes in columns; rows add up to the pictures of a class. */
  joint: matrix,
  /** How many labels confident learning finds wrong. */
  flagged: count,
  /** The least believable labels: all that are flagged, up to a bound. */
  doubts: z.array(labelDoubtSchema).readonly(),
})
export type LabelCheck = z.infer<typeof labelCheckSchema>
