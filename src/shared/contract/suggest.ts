import { z } from 'zod'
import { recipeSchema } from '../model/recipe'
import { REASONS_ABOUT } from '../suggest/suggest'
import { phraseSchema } from './common'

export const suggestionSchema = z.strictObject({
  recipe: recipeSchema,
  reasons: z.array(z.strictObject({ about: z.enum(REASONS_ABOUT), words: phraseSchema })),
  /** How long the training takes, in seconds. */
  seconds: z.number().min(0),
})

/** What suits a data set. */
export const suggestCalls = {
  /** A first recipe for a data set on this machine, each part with its reason. */
  'suggest.recipe': { input: z.strictObject({ dataset: z.string() }), output: suggestionSchema },
} as const
