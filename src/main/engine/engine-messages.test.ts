import { describe, expect, it } from 'vitest'
import { exitCause } from './engine-messages'
import { languageOf } from '@shared/language'

describe('words', () => {
  it('name the signal or the exit code', () => {
    expect(exitCause({ code: 9, reason: 'killed' }, 'en')).toBe('SIGKILL (signal 9)')
    expect(exitCause({ code: 1, reason: 'abnormal-exit' }, 'en')).toBe('exit code 1')
    expect(exitCause({ code: 6, reason: 'crashed' }, 'zh')).toBe('SIGABRT（信号 6）')
  })

  it('follow the user’s language, else the system’s', () => {
    expect([
      languageOf('system', 'zh-CN'),
      languageOf('system', 'de'),
      languageOf('en', 'zh-CN'),
      languageOf('zh', 'en'),
    ]).toEqual(['zh', 'en', 'en', 'zh'])
  })
})
