import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from './errors'

describe('AppError.from', () => {
  it('keeps an AppError, and restores one from data that crossed a process boundary', () => {
    const error = new AppError('busy', 'Another training runs.', { run: 'a' })
    expect(AppError.from(error)).toBe(error)
    expect(AppError.from(error.toData())).toEqual(error)
  })

  it('words a schema’s refusal itself', () => {
    const thrown = (() => {
      try {
        return z.strictObject({ step: z.number().min(1) }).parse({ step: 0 })
      } catch (error) {
        return error
      }
    })()
    expect(AppError.from(thrown)).toMatchObject({
      code: 'internal',
      message: 'A value is invalid: step must be at least 1',
    })
  })

  it('makes anything else internal, with its message', () => {
    expect(AppError.from(new TypeError('x is undefined'))).toMatchObject({
      code: 'internal',
      message: 'x is undefined',
    })
    expect(AppError.from('gone')).toMatchObject({ code: 'internal', message: 'gone' })
    expect(AppError.from({ code: 7 })).toMatchObject({ code: 'internal' })
    expect(AppError.from([{ toString: [] }])).toMatchObject({ code: 'internal', message: 'object' })
  })
})
