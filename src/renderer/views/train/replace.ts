import type { Recipe } from '@shared/model/recipe'
import { t, type MessageKey } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { chapterDraft } from './recipe-draft'
import { useRecipeForm } from './recipe-store'

/** Puts another recipe into the form; what was typed there can be brought back. */
function replaceForm(said: MessageKey, change: () => void): void {
  const form = useRecipeForm()
  const before = form.snapshot()
  change()
  const wasTyped = JSON.stringify(before.draft) !== JSON.stringify(chapterDraft())
  const isOther = JSON.stringify(form.snapshot()) !== JSON.stringify(before)
  if (wasTyped && isOther) useMessages().say(() => t(said), { undo: () => form.put(before) })
}

/** The chapter's recipe again. */
export const resetRecipe = (): void => replaceForm('train.recipe.wasReset', useRecipeForm().reset)

/** A recipe of a run, a lesson or a file. */
export const takeRecipe = (recipe: Recipe): void =>
  replaceForm('train.recipe.wasReplaced', () => useRecipeForm().take(recipe))
