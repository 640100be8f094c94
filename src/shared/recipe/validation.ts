import { z } from 'zod'

/** The share of the training pictures that a validation part may take. */
const share = z.number().min(0.01).max(0.5)
/** Epochs in a row without a lower validation loss, after which a training ends. */
const patience = z.number().int().min(1).max(100_000).optional()

/** The share in a form before the user chooses one. */
export const DEFAULT_VALIDATION_SHARE = 0.1

/**
 * Where the pictures come from on which every epoch is measured and the best one is chosen: a
 * class-balanced share of the training part, always the same pictures, or the data set's own
 * validation part. Without it epochs are measured on the test part, and none is chosen.
 */
export const validationSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('train'), share, patience }),
  z.strictObject({ from: z.literal('own'), patience }),
])
export type Validation = z.infer<typeof validationSchema>

export const VALIDATION_SHARE = share
export const PATIENCE = patience.unwrap()
