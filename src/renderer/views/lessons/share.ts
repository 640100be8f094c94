import { useSave } from '@renderer/actions/save'
import { AppError } from '@shared/errors'
import { MAX_RECIPE_LINK } from '@shared/model/lesson-link'
import type { Recipe } from '@shared/model/recipe'
import { t } from '@renderer/i18n'
import { formatBytes } from '@renderer/i18n/format'
import { useMessages } from '@renderer/stores/messages'
import { useHandOver } from '@renderer/stores/hand-over'
import { useLessons } from './lesson-store'

/** The link of the lesson with its exact state, on the clipboard. */
export const copyLink = (): Promise<void> =>
  useMessages().attempt(async () => {
    await navigator.clipboard.writeText(useLessons().link())
    useMessages().say(t('lessons.share.copied'))
  })

/** The same as a file: a line of text, which opens by being pasted or chosen. */
export function saveState(): void {
  const lessons = useLessons()
  useSave().saveText(`${lessons.current.id}.convscope-lesson`, `${lessons.link()}\n`)
}

/** The link for a recipe. @throws AppError `too-large` where a recipe can't carry it. */
function recipeLink(): string {
  const link = useLessons().link()
  if (link.length > MAX_RECIPE_LINK)
    throw new AppError(
      'too-large',
      t('lessons.share.tooLarge', {
        size: formatBytes(link.length),
        most: formatBytes(MAX_RECIPE_LINK),
      }),
    )
  return link
}

/** An experiment's recipe in Train; it knows the lesson as it is. */
export const trainHere = (recipe: Recipe): Promise<void> =>
  useMessages().attempt(async () => {
    await Promise.resolve()
    useHandOver().leave('recipe', { ...recipe, lesson: recipeLink() })
  }, t('lessons.actions.keep'))

/** The lesson as it is, kept by the recipe of Train and by the runs that are made of it. */
export const keepInRecipe = (): Promise<void> =>
  useMessages().attempt(async () => {
    await Promise.resolve()
    useHandOver().leave('lessonToCarry', recipeLink())
  }, t('lessons.actions.keep'))

/** Opens a link of a lesson; a text that is none becomes a message and changes nothing. */
export const openText = (text: string): Promise<boolean | undefined> =>
  useMessages().attempt(async () => {
    await Promise.resolve()
    useLessons().open(text)
    return true
  }, t('lessons.share.open'))
