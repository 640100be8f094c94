// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { wordsSchema } from '@shared/contract/common'
import { AppError, phrase, type Words } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'
import { errorText, wordsText } from './error-text'
import { setLanguage } from '.'

beforeEach(() => setLanguage('zh'))
afterEach(() => setLanguage('en'))

const tooLarge = new AppError(
  'too-large',
  phrase`${'猫.png'} has ${5000} × ${4000} pixels (${'20.0'} megapixels); at most 100 megapixels are opened. Make it smaller first`,
)

describe('an error in the window', () => {
  it('is said in the window’s language, also after it has crossed a port', () => {
    const crossed = AppError.fromData(structuredClone(tooLarge.toData()))
    expect(errorText(crossed)).toBe(
      '猫.png 有 5000 × 4000 像素（20.0 百万像素）；最多打开 1 亿像素的图片。请先将它缩小',
    )
    setLanguage('en')
    expect(errorText(crossed)).toBe(tooLarge.message)
  })

  it('is said whole where one phrase stands inside another', () => {
    const inner = new AppError(
      'invalid-argument',
      phrase`A window of ${'5×5'} does not fit the padded input of ${'3×3'}: make the kernel smaller or pad more.`,
    )
    expect(
      errorText(new AppError('invalid-model', phrase`Layer "${'conv1'}": ${inner.words}`)),
    ).toBe('层“conv1”：5×5 的窗口放不进填充后为 3×3 的输入：请减小卷积核或增加填充。')
  })

  it('leaves values as they are, whatever stands in them', () => {
    expect(
      errorText(new AppError('not-found', phrase`${'{1} is missing.'} no longer exists.`)),
    ).toBe('{1} is missing. 已不存在。')
  })

  it('keeps its English where there is no other', () => {
    expect(errorText(new TypeError('x is undefined'))).toBe('x is undefined')
  })
})

describe('what a schema refuses in the window', () => {
  const refusal = (schema: z.ZodType, value: unknown): string | undefined => {
    const result = checkValue(schema, value)
    return result.success ? undefined : wordsText(result.faults[0].words)
  }

  it('is said in the language of the window', () => {
    expect(refusal(z.number(), 'a')).toBe('应为数，现为 "a"')
    setLanguage('en')
    expect(refusal(z.number(), 'a')).toBe('must be a number, but is "a"')
  })

  it('is called missing where it is', () => {
    const left = (): string | undefined => refusal(z.object({ model: z.object({}) }), {})
    expect(left()).toBe('缺少此项')
    setLanguage('en')
    expect(left()).toBe('is missing')
  })
})

describe('a fault that is kept in a file', () => {
  const kept = (words: Words): Words => wordsSchema.parse(JSON.parse(JSON.stringify(words)))

  it('is said in the language of the window', () => {
    const diverged = kept(
      phrase`The training has diverged: at step ${12} its numbers are no longer finite. ${phrase`Try a learning rate below ${0.9}.`} The last finite checkpoint is kept.`,
    )
    expect(wordsText(diverged)).toBe(
      '训练已发散：到第 12 步时数值不再是有限数。请尝试低于 0.9 的学习率。最后一个数值有限的检查点已保留。',
    )
    setLanguage('en')
    expect(wordsText(diverged)).toBe(
      'The training has diverged: at step 12 its numbers are no longer finite. Try a learning rate below 0.9. The last finite checkpoint is kept.',
    )
  })

  it('stays the English that an earlier version kept', () => {
    const old = 'The training has diverged: at step 12 its numbers are no longer finite.'
    expect(wordsText(kept(old))).toBe(old)
    setLanguage('en')
    expect(wordsText(kept(old))).toBe(old)
  })
})
