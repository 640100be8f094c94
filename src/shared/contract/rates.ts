import { z } from 'zod'
import { recipeSchema } from '../model/recipe'
import { phraseSchema } from './common'

const rate = z.number().positive()

/** The curve of a range test, and what it says. */
export const foundRateSchema = z.strictObject({
  points: z.array(z.strictObject({ rate, loss: z.number() })),
  /** Null where the curve tells none. */
  suggestion: rate.nullable(),
  reason: phraseSchema,
  rules: z.strictObject({ valley: rate, steep: rate, minimum: rate }).nullable(),
  /** The lowest smoothed loss, and that of a network that knows nothing. */
  lowest: z.number(),
  chance: z.number(),
})

export const rateCalls = {
  /** Which learning rate suits a recipe; a job. The recipe's own rate and schedule are not used. */
  'rates.find': { input: z.strictObject({ recipe: recipeSchema }), output: foundRateSchema },
} as const
