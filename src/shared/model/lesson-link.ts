import { z } from 'zod'
import { phrase } from '../errors'
import { ownWords } from '../schema-fault'

/**
 * Longest link that a recipe carries: every grid that was typed fits, a large picture does not and
 * has a file of its own.
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
