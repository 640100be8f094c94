import { z } from 'zod'

/**
 * What the outputs are given as: logits, whose softmax or sigmoid are probabilities, or the
 * probabilities themselves.
 */
const given = z.enum(['logits', 'probabilities'])

/** What the numbers at a network's end mean. */
export const outputMeaningSchema = z.discriminatedUnion('kind', [
  /** One output a class; exactly one class is right, and the probabilities add up to 1. */
  z.strictObject({ kind: z.literal('multiclass'), given }),
  /** One output for two classes: it stands for the second, what is left to 1 for the first. */
  z.strictObject({ kind: z.literal('binary'), given }),
  /** One output a label; any number of labels can be right, each has a probability of its own. */
  z.strictObject({ kind: z.literal('multilabel'), given }),
  /** Values as they are: a regression. */
  z.strictObject({ kind: z.literal('regression') }),
  /** Maps: features of a network that ends without an answer, a backbone. */
  z.strictObject({ kind: z.literal('maps') }),
])
export type OutputMeaning = z.infer<typeof outputMeaningSchema>

/** A meaning by which one class of several is right. */
export type ClassMeaning = Extract<OutputMeaning, { kind: 'multiclass' | 'binary' }>

/** What the outputs of every training here mean: both losses apply a softmax to them. */
export const LOGITS = { kind: 'multiclass', given: 'logits' } as const satisfies OutputMeaning

/** Whether a network of so many outputs can have this meaning. */
export const suitsOutputs = ({ kind }: OutputMeaning, outputs: number): boolean =>
  (kind === 'maps') === (outputs === 0) && (kind !== 'binary' || outputs === 1)

/** How many classes, labels or values the outputs stand for. */
export const namesNeeded = ({ kind }: OutputMeaning, outputs: number): number =>
  kind === 'binary' ? 2 : outputs

/** Whether one class of several is right: only then is there an accuracy. */
export const tellsClasses = (meaning: OutputMeaning): meaning is ClassMeaning =>
  meaning.kind === 'multiclass' || meaning.kind === 'binary'
