import { expect, it } from 'vitest'
import { languageOf } from './language'

it('follows the user’s language, otherwise the system’s', () => {
  expect([
    languageOf('system', 'zh-CN'),
    languageOf('system', 'de'),
    languageOf('en', 'zh-CN'),
    languageOf('zh', 'en'),
  ]).toEqual(['zh', 'en', 'en', 'zh'])
  expect(['zh_TW', 'ZH', 'zhuang'].map((locale) => languageOf('system', locale))).toEqual([
    'zh',
    'zh',
    'en',
  ])
})
