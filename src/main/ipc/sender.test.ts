import { describe, expect, it } from 'vitest'
import { AppError } from '@shared/errors'
import { checkFrame } from './sender'

describe('senders', () => {
  const own = (url: string): boolean => url.startsWith('app://convscope/')
  it('must be the top frame of the app’s own page', () => {
    expect(() => checkFrame({ url: 'app://convscope/index.html', parent: null }, own)).not.toThrow()
    expect(() => checkFrame({ url: 'app://convscope/index.html', parent: {} }, own)).toThrow(
      AppError,
    )
    expect(() => checkFrame({ url: 'https://example.com/', parent: null }, own)).toThrow(AppError)
    expect(() => checkFrame(null, own)).toThrow(AppError)
  })
})
