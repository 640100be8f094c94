import { AppError } from '@shared/errors'
import { sayPhrase, type Phrase } from '@shared/phrase'
import { errors as chinese } from '@renderer/locales/zh/errors'
import { language } from '.'

const translations: ReadonlyMap<string, string> = new Map(Object.entries(chinese))
/** Below this many letters a text says too little to be told from others by its words. */
const TELLING_LETTERS = 8

interface Pattern {
  readonly text: string
  readonly match: RegExp
}

const literal = (text: string): string => text.replace(/\{\d+\}/g, '')
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

let patterns: readonly Pattern[] | undefined

/** The texts with the most words first: they are the most certain. */
function allPatterns(): readonly Pattern[] {
  patterns ??= [...translations.keys()]
    .filter((text) => literal(text).replace(/\W/g, '').length >= TELLING_LETTERS)
    .sort((a, b) => literal(b).length - literal(a).length)
    .map((text) => ({
      text,
      match: new RegExp(
        `^${text
          .split(/\{\d+\}/)
          .map(escaped)
          .join('([^]*?)')}$`,
      ),
    }))
  return patterns
}

const translate = (text: string): string => translations.get(text) ?? text

/** A sentence in Chinese by the text that it was made from; as it is where there is none. */
function recognised(english: string): string {
  for (const { text, match } of allPatterns()) {
    const values = match.exec(english)?.slice(1)
    if (values) return sayPhrase({ text, values: values.map(recognised) }, translate)
  }
  return english
}

/** A phrase in the present language. */
export const phraseText = (phrase: Phrase): string =>
  language() === 'en' ? sayPhrase(phrase) : sayPhrase(phrase, translate)

/**
 * What went wrong, in the present language: the engine's sentence itself in English, its phrase's
 * translation in Chinese.
 */
export function errorText(thrown: unknown): string {
  const { phrase, message } = AppError.from(thrown)
  if (language() === 'en') return message
  return phrase ? sayPhrase(phrase, translate) : recognised(message)
}

/**
 * The same for a fault that is kept as a sentence: in the file of a run, or beside a model that
 * can't be read.
 */
export const faultSentence = (english: string): string =>
  language() === 'en' ? english : recognised(english)
