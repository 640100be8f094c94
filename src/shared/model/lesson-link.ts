import { z } from 'zod'
import { phrase } from '../errors'
import { ownWords } from '../schema-fault'

/**
 * The longest link in a recipe: every typed grid fits; a large picture does not and needs a
 * separate file.
 */
export const MAX_RECIPE_LINK = 128 * 1024

/**
 * A lesson with the exact state of its experiment, `convscope:lesson/<name>?<state>`; only the
 * window knows what the state means.
 */
export const lessonLinkSchema = z
  .string()
  .max(MAX_RECIPE_LINK)
  .regex(
    /^convscope:lesson\/[\w-]+\?[\w-]+$/,
    ownWords(phrase`must be a link of a lesson: convscope:lesson/<name>?<state>`),
  )

/** The lesson's name in a link. */
export const lessonOf = (link: string): string =>
  /^convscope:lesson\/([\w-]+)/.exec(link)?.[1] ?? ''
