// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { setLanguage, t } from '@renderer/i18n'
import { read, useMessages } from './messages'

beforeEach(() => {
  setActivePinia(createPinia())
  setLanguage('en')
})

describe('messages', () => {
  it('follow the language while they are shown', () => {
    const store = useMessages()
    store.say(() => t('common.saved', { name: 'a.png' }))
    const shown = (): string => read(store.messages[0]?.text ?? '')
    expect(shown()).toBe('Saved a.png')
    setLanguage('zh')
    expect(shown()).toBe('已保存 a.png')
  })

  it('say an error once, and nothing of what the user cancelled', () => {
    const store = useMessages()
    store.fail(new AppError('invalid-image', 'No picture.'), 'a.png')
    store.fail(new AppError('invalid-image', 'No picture.'), () => 'a.png')
    store.fail(new AppError('invalid-image', 'No picture.'), 'b.png')
    store.fail(new AppError('cancelled', 'Cancelled.'))
    expect(store.messages.map(({ title }) => read(title ?? ''))).toEqual(['a.png', 'b.png'])
  })
})
