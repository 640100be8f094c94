import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from './errors'

describe('AppError.from', () => {
  it('keeps an AppError, and makes one again of the data that crossed a border', () => {
    const error = new AppError('busy', 'Another training runs.', { run: 'a' })
    expect(AppError.from(error)).toBe(error)
    expect(AppError.from(error.toData())).toEqual(error)
  })

  it('says a schema’s refusal in our own words', () => {
    const thrown = (() => {
      try {
        return z.strictObject({ step: z.number().min(1) }).parse({ step: 0 })
      } catch (error) {
        return error
      }
    })()
    expect(AppError.from(thrown)).toMatchObject({
      code: 'internal',
      message: 'A value is not what it should be: step must be at least 1',
    })
  })

  it('calls anything else internal, with what it says', () => {
    expect(AppError.from(new TypeError('x is undefined'))).toMatchObject({
      code: 'internal',
      message: 'x is undefined',
    })
    expect(AppError.from('gone')).toMatchObject({ code: 'internal', message: 'gone' })
    expect(AppError.from({ code: 7 })).toMatchObject({ code: 'internal' })
    expect(AppError.from([{ toString: [] }])).toMatchObject({ code: 'internal', message: 'object' })
  })
})
