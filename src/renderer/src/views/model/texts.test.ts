import { afterEach, describe, expect, it } from 'vitest'
import { examine } from '@shared/model/examine'
import { leanDraft } from '@shared/model/lean'
import { preset } from '@shared/model/presets'
import { fromSharedText, sharedText } from './share'
import { i18n } from '@renderer/i18n'
import { formatDecimal } from '@renderer/i18n/format'
import { briefText, fixText, problemText, signed, valueFrom, valueText, verdictText } from './texts'

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

describe('what a node has room for', () => {
  it.each([
    [{ id: 'a', kind: 'conv2d', channels: 6, kernel: 5, padding: 2 }, '5×5 p2'],
    [{ id: 'a', kind: 'conv2d', channels: 6, kernel: [1, 7], stride: 2, padding: 'same', dilation: 2, groups: 3 }, '1×7 s2 same d2 g3'],
    [{ id: 'a', kind: 'maxPool2d', window: 3, stride: 2 }, '3×3 s2'],
    [{ id: 'a', kind: 'activation', function: 'relu' }, 'relu'],
    [{ id: 'a', kind: 'dropout', rate: 0.5 }, 'rate 0.5'],
    [{ id: 'a', kind: 'dense', units: 10 }, ''],
  ])('of %j is %j', (layer, text) => {
    expect(briefText(layer)).toBe(text)
  })
})

describe('a problem', () => {
  afterEach(() => void (i18n.global.locale.value = 'en'))

  it('is said in Chinese as a whole, what the schema says included', () => {
    const draft = { name: 'Wrong', input: { height: 8, width: 8, channels: 1 }, layers: [{ id: '1', kind: 'flatten', units: 3 }, { id: 'd', kind: 'dense', units: 10 }] }
    const problems = examine(draft).layers.flatMap((layer) => layer.problems)
    expect(problems.map(problemText)).toEqual(['id is "1": An id starts with a letter and goes on with letters, digits, "_" and "-".', 'units is 3: a flatten has no such parameter'])
    expect(problems.flatMap(({ fixes }) => fixes.map(fixText))).toContain('leave out units')
    i18n.global.locale.value = 'zh'
    expect(problems.map(problemText)).toEqual(['id 为 "1"：标识以字母开头，其后为字母、数字、“_”与“-”。', 'units 为 3：flatten 没有这个参数'])
  })
})

describe('a difference', () => {
  it('has its sign, and none where it is written as nothing', () => {
    const text = (value: number): string => signed(value, (size) => formatDecimal(size, 1))
    expect([text(0.25), text(-1.21), text(0), text(-0.04)]).toEqual(['+0.3', '−1.2', '0.0', '0.0'])
  })
})

describe('a verdict', () => {
  const side = (more: object = {}) => ({ steps: 64, ...more })
  it('tells the difference in points of test accuracy, with its interval', () => {
    const accuracy = { difference: 0.1238, low: 0.051, high: 0.19 }
    expect(verdictText({ verdict: { word: 'better', accuracy }, drawn: side(), mended: side() })).toBe('Mended it does better: +12.4 points of test accuracy after 64 steps (95 %: +5.1 to +19.0).')
    expect(verdictText({ verdict: { word: 'unclear', accuracy: { difference: -0.004, low: -0.06, high: 0.05 } }, drawn: side(), mended: side() })).toMatch(/^No clear difference in 64 steps: −0\.4 points/)
  })

  it('names what kept a network from being trained', () => {
    const failed = side({ failure: 'The loss is no longer finite.' })
    expect(verdictText({ verdict: { word: 'drawnFailed' }, drawn: failed, mended: side() })).toContain('The loss is no longer finite.')
    expect(verdictText({ verdict: { word: 'unclear' }, drawn: side(), mended: side() })).toContain('no test accuracy of both')
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
