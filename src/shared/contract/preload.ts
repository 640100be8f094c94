import { z } from 'zod'
import { chosenSchema } from './desktop'

/** Far more than anybody drops on purpose; the paths of that many files take about 10 MB. */
const MOST_PATHS = 100_000

/** Main's answer for dropped paths. */
const takenSchema = z.strictObject({
  items: z.array(chosenSchema.extend({ kind: z.enum(['file', 'model', 'dataset']) })).readonly(),
  /** The number of files beyond the limit. */
  left: z.number().int().min(0),
  /** Files in dropped folders that are no pictures, by name, as far as they fit into a sentence. */
  skipped: z.array(z.string()).readonly().optional(),
})
export type Taken = z.infer<typeof takenSchema>

/**
 * The preload's calls to main. The window can't make them: it could name paths that the user has
 * not chosen.
 */
export const preloadCalls = {
  /** Tokens for the paths of files that were dropped. */
  'dropped.take': {
    input: z.strictObject({
      paths: z.array(z.string().min(1).max(32_768)).max(MOST_PATHS),
    }),
    output: takenSchema,
  },
  /** Main also answers on the channel `engine`, with a port to the engine and this nonce. */
  'engine.connect': {
    input: z.strictObject({ nonce: z.string().min(8).max(64) }),
    output: z.strictObject({}),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>
