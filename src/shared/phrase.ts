/** A value of a phrase: a name, a number, or another phrase. */
export type PhraseValue = string | number | Phrase

/**
 * A sentence whose values are kept apart from its words, so that it can be translated: the words in
 * English with numbered places, `{0} has {1} pixels`, are the key to their translations.
 */
export interface Phrase {
  readonly text: string
  readonly values: readonly PhraseValue[]
}

/** Something said: a phrase, or English that came as such, from another program or an old file. */
export type Words = Phrase | string

/** Marks a template as a phrase: `` phrase`${name} is empty` ``. */
export const phrase = (
  strings: TemplateStringsArray,
  ...values: readonly (PhraseValue | undefined)[]
): Phrase => ({
  text: strings.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
  values: values.map((value) => value ?? ''),
})

/**
 * The sentence in English, or with the translation that `translate` gives for each English text.
 */
export function sayPhrase(
  { text, values }: Phrase,
  translate: (text: string) => string = (english) => english,
): string {
  return translate(text).replace(/\{(\d+)\}/g, (_, index: string) => {
    const value = values[Number(index)]
    return typeof value === 'object' ? sayPhrase(value, translate) : String(value ?? '')
  })
}

/** Phrases below each other, as many as there are, each translated by itself. */
export const listOfPhrases = (phrases: readonly Phrase[]): Phrase => ({
  text: phrases.map((_, index) => `{${index}}`).join(';\n'),
  values: phrases,
})

/** For files that people read, for the command line and for logs. */
export const inEnglish = (words: Words): string =>
  typeof words === 'string' ? words : sayPhrase(words)
