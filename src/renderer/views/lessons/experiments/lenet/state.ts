import { z } from 'zod'
import { EXERCISE_IDS, type ExerciseId } from '@shared/model/exercises'

export const lenetStateSchema = z.strictObject({
  exercise: z.enum(EXERCISE_IDS as [ExerciseId, ...ExerciseId[]]),
  /** The layer whose arithmetic is written out. */
  layer: z.string().max(64),
  /** The own run beside the published curve; `null` takes the newest of the chapter's network. */
  run: z.string().max(200).nullable(),
})
export type LenetState = z.infer<typeof lenetStateSchema>

export const startState: LenetState = { exercise: 'chapter', layer: 'conv1', run: null }
