import { describe, expect, it } from 'vitest'
import { exitCause } from './engine-messages'

describe('words', () => {
  it('name the signal or the exit code', () => {
    expect(exitCause({ code: 9, reason: 'killed' }, 'en')).toBe('SIGKILL (signal 9)')
    expect(exitCause({ code: 1, reason: 'abnormal-exit' }, 'en')).toBe('exit code 1')
    expect(exitCause({ code: 6, reason: 'crashed' }, 'zh')).toBe('SIGABRT（信号 6）')
  })
})
