import { z } from 'zod'
import { tokenSchema, wordsSchema } from './common'

/** Messages from main to the engine on the process's own channel, which no window reaches. */
export const toEngineSchema = z.discriminatedUnion('type', [
  /** Carries one end of a channel to a window. */
  z.strictObject({ type: z.literal('port') }),
  /** From here on, calls may name this path by its token. */
  z.strictObject({
    type: z.literal('path'),
    token: tokenSchema,
    path: z.string().min(1).max(32_768),
  }),
  z.strictObject({ type: z.literal('ping'), beat: z.number().int() }),
  /** Write a checkpoint of a running training, then exit with 0. */
  z.strictObject({ type: z.literal('shutdown') }),
])
export type ToEngine = z.infer<typeof toEngineSchema>

export const activitySchema = z.strictObject({
  /** Name of the running job, for people: "LeNet", or a phrase. */
  job: wordsSchema.nullable(),
  /** Step of the running training's newest checkpoint, which would survive a crash. */
  checkpointStep: z.number().int().nullable(),
  /** The run that trains or is paused; while it is paused, it is no job. */
  run: z.string().nullable(),
})
export type Activity = z.infer<typeof activitySchema>

/** Messages from the engine to main. */
export const fromEngineSchema = z.discriminatedUnion('type', [
  /**
   * Calls are answered from here on; `problem` says why nothing can be computed, for example
   * because TensorFlow is missing.
   */
  z.strictObject({ type: z.literal('ready'), problem: wordsSchema.optional() }),
  z.strictObject({ type: z.literal('pong'), beat: z.number().int() }),
  z.strictObject({ type: z.literal('activity'), activity: activitySchema }),
])
export type FromEngine = z.infer<typeof fromEngineSchema>
