import { createI18n } from 'vue-i18n'
import type { Language } from '@shared/language'
import type { KeysOf } from '@shared/model/words/keys'
import type { Label } from '@shared/label'
import { en } from '@renderer/locales/en'
import { zh } from '@renderer/locales/zh'
import { written } from './numerals'

/** Dotted name of a text, such as `train.actions.start`. */
export type MessageKey = KeysOf<typeof en>
/** Values for the `{name}` places of a text. */
export type MessageValues = Readonly<Record<string, string | number>>

/**
 * Messages are compiled to a tree that vue-i18n walks (its only way since version 11), so no code
 * is made from text.
 */
export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en, zh },
})

/**
 * The text of a key in the present language; reactive inside templates and computed values.
 * @param count picks the form of a text such as `one epoch | {n} epochs`; it is also the value of
 *   `{n}`.
 */
export function t(key: MessageKey, values: MessageValues = {}, count?: number): string {
  const words = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' && value < 0 ? written(String(value)) : value,
    ]),
  )
  return count === undefined
    ? i18n.global.t(key, words)
    : i18n.global.t(key, { n: count, ...words }, count)
}

/** The name of something in a list, in the present language. */
export const said = (label: Label): string => label[language()]

export const language = (): Language => i18n.global.locale.value

/** Switches every text, and tells screen readers and the browser's fonts which language this is. */
export function setLanguage(next: Language): void {
  i18n.global.locale.value = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}
