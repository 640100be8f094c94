/** Languages that the app speaks. */
export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in each of them. */
export type InEachLanguage = Readonly<Record<Language, string>>

/**
 * The language in use: the user's choice, otherwise the system's where it is Chinese (`zh-Hant-TW`,
 * `zh_CN` …), otherwise English.
 * @param locale the system's
 */
export const languageOf = (choice: Language | 'system', locale: string): Language => {
  if (choice !== 'system') return choice
  return /^zh\b/i.test(locale.replace('_', '-')) ? 'zh' : 'en'
}
