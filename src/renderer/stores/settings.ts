import { defineStore } from 'pinia'
import { computed, ref, watchEffect } from 'vue'
import { settingsSchema, type Settings } from '@shared/contract/desktop'
import { languageOf } from '@shared/language'
import { desktop } from '@renderer/api'
import { setLanguage } from '@renderer/i18n'

/** The user's settings; main keeps them and tells every window of a change. */
export const useSettings = defineStore('settings', () => {
  const settings = ref<Settings>(settingsSchema.parse({}))
  /** What the system shows; main has already taken the user's choice into account. */
  const systemTheme = ref<'light' | 'dark'>('light')
  const locale = ref('en')

  const theme = computed(() =>
    settings.value.theme === 'system' ? systemTheme.value : settings.value.theme,
  )
  const language = computed(() => languageOf(settings.value.language, locale.value))

  watchEffect(() => setLanguage(language.value))
  watchEffect(() => (document.documentElement.dataset.theme = theme.value))

  async function load(): Promise<void> {
    const bridge = desktop()
    bridge.on('settings.changed', (next) => (settings.value = next))
    bridge.on('theme.changed', (next) => (systemTheme.value = next))
    const [kept, shown, info] = await Promise.all([
      bridge.call('settings.get', {}),
      bridge.call('theme.get', {}),
      bridge.call('app.info', {}),
    ])
    settings.value = kept
    systemTheme.value = shown
    locale.value = info.locale
  }

  /** Takes effect at once; main then keeps it. */
  async function change(changes: Partial<Settings>): Promise<void> {
    settings.value = { ...settings.value, ...changes }
    settings.value = await desktop().call('settings.set', changes)
  }

  const toggleTheme = (): Promise<void> =>
    change({ theme: theme.value === 'dark' ? 'light' : 'dark' })
  const toggleLanguage = (): Promise<void> =>
    change({ language: language.value === 'zh' ? 'en' : 'zh' })

  return { settings, theme, language, load, change, toggleTheme, toggleLanguage }
})
