import { describe, expect, it } from 'vitest'
import { leanDraft } from '@shared/model/lean'
import { preset } from '@shared/model/presets'
import { fromSharedText, sharedText } from './share'
import { valueFrom, valueText } from './texts'

describe('what is typed into a field', () => {
  it.each([
    ['3', 3],
    ['0.5', 0.5],
    ['3×5', [3, 5]],
    ['3x5', [3, 5]],
    ['3, 5', [3, 5]],
    ['[[0, 1], [0, 1]]', [[0, 1], [0, 1]]],
    ['same', 'same'],
    ['', undefined],
    ['3x', '3x'],
    ['[1', '[1'],
  ])('%j is %j', (text, value) => {
    expect(valueFrom(text)).toEqual(value)
    if (value !== undefined) expect(valueFrom(valueText(value))).toEqual(value)
  })
})

describe('a shared network', () => {
  it('comes back from one word, or from JSON', () => {
    const draft = leanDraft(preset('resnet18'))
    const text = sharedText(draft)
    expect(text).toMatch(/^convscope-network:[\w-]+$/)
    expect(text.length).toBeLessThan(4000)
    expect(fromSharedText(` ${text}\n`)).toEqual(draft)
    expect(fromSharedText(JSON.stringify(draft))).toEqual(draft)
  })

  it.each(['', 'hello', 'convscope-network:', 'convscope-network:AAAA', '{}', '{"name":1}'])('is not %j', (text) => {
    expect(fromSharedText(text)).toBeUndefined()
  })
})
