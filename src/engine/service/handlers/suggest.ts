import { suggestRecipe } from '../../suggest/suggest-recipe'
import type { Area } from './area'

// The measurement takes a second or two in a process of its own: it is no job, so that a recipe can
// be written while a training runs.
export const suggestHandlers = (): Area<'suggest'> => ({
  'suggest.recipe': async ({ dataset }, context) => {
    const { recipe, reasons, seconds } = await suggestRecipe(dataset, context)
    return { recipe, seconds, reasons: [...reasons] }
  },
})
