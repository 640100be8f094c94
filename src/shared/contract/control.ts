import { z } from 'zod'
import { phraseSchema, tokenSchema } from './common'

/** What main says to the engine on the process's own channel, which no window reaches. */
export const toEngineSchema = z.discriminatedUnion('type', [
  /** Comes with one end of a channel to a window. */
  z.strictObject({ type: z.literal('port') }),
  /** From now on calls may name this path by its token. */
  z.strictObject({
    type: z.literal('path'),
    token: tokenSchema,
    path: z.string().min(1).max(32_768),
  }),
  z.strictObject({ type: z.literal('ping'), beat: z.number().int() }),
  /** Checkpoint what runs, then exit with 0. */
  z.strictObject({ type: z.literal('shutdown') }),
])
export type ToEngine = z.infer<typeof toEngineSchema>

export const activitySchema = z.strictObject({
  /** The long job that runs, for people: "LeNet", or a phrase. */
  job: z.union([z.string(), phraseSchema]).nullable(),
  /** Step of the newest checkpoint of the training that runs: what a crash now would leave. */
  checkpointStep: z.number().int().nullable(),
})
export type Activity = z.infer<typeof activitySchema>

/** What the engine says to main. */
export const fromEngineSchema = z.discriminatedUnion('type', [
  /**
   * Calls are answered from now on; `problem` says why nothing can be computed (TensorFlow is
   * missing, say).
   */
  z.strictObject({ type: z.literal('ready'), problem: z.string().optional() }),
  z.strictObject({ type: z.literal('pong'), beat: z.number().int() }),
  z.strictObject({ type: z.literal('activity'), activity: activitySchema }),
])
export type FromEngine = z.infer<typeof fromEngineSchema>
