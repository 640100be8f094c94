import { z } from 'zod'
import { chosenSchema } from './desktop'

/** Far beyond what anybody drops on purpose; the paths of so many files are some 10 MB. */
const MOST_PATHS = 100_000

/** What main makes of dropped paths. */
const takenSchema = z.strictObject({
  items: z.array(chosenSchema.extend({ kind: z.enum(['file', 'model', 'dataset']) })).readonly(),
  /** How many files are beyond the limit. */
  left: z.number().int().min(0),
})
export type Taken = z.infer<typeof takenSchema>

/**
 * What the preload asks of main. The window can't: it would name paths that the user has not
 * chosen.
 */
export const preloadCalls = {
  /** Tokens for the paths of files that were dropped. */
  'dropped.take': {
    input: z.strictObject({
      paths: z.array(z.string().min(1).max(32_768)).max(MOST_PATHS),
    }),
    output: takenSchema,
  },
  /** Main answers on the channel `engine` too, with a port to the engine and this nonce. */
  'engine.connect': {
    input: z.strictObject({ nonce: z.string().min(8).max(64) }),
    output: z.strictObject({}),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
