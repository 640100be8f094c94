import type { Settings } from '@shared/contract/desktop'
import type { Language } from './engine/engine-messages'

/**
 * The language in force: the user's choice, else the system's where it is Chinese, else English.
 */
export const languageOf = (choice: Settings['language'], systemLocale: string): Language =>
  choice === 'system' ? (systemLocale.toLowerCase().startsWith('zh') ? 'zh' : 'en') : choice
