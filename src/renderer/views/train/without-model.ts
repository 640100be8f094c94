import type { Recipe } from '@shared/model/recipe'

/** A recipe's settings, for calls that need no network. */
export const withoutModel = ({ model: _, ...settings }: Recipe): Omit<Recipe, 'model'> => settings
