import { AppError } from '@shared/errors'
import { sayPhrase, type Words } from '@shared/phrase'
import { errors as chinese } from '@renderer/locales/zh/errors'
import { language } from '.'

const translations: ReadonlyMap<string, string> = new Map(Object.entries(chinese))
const translate = (text: string): string => translations.get(text) ?? text

/**
 * A sentence of the engine, the command line or a file in the present language. English that came
 * as such stays as it is.
 */
export function wordsText(words: Words): string {
  if (typeof words === 'string') return words
  return language() === 'en' ? sayPhrase(words) : sayPhrase(words, translate)
}

/** What went wrong, in the present language. */
export const errorText = (thrown: unknown): string => wordsText(AppError.from(thrown).words)
