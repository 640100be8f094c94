import { afterEach, describe, expect, it } from 'vitest'
import { examine } from '@shared/model/examine'
import { verdictOf, type Outcome } from '@shared/model/lint/verdict'
import { ENGLISH } from '@shared/model/words/english'
import { NETWORK_WORDS, signed, type NetworkKey } from '@shared/model/words/speech'
import { i18n, t } from '@renderer/i18n'
import { formatDecimal } from '@renderer/i18n/format'
import {
  briefText,
  kindText,
  fixText,
  formatField,
  problemText,
  surenessText,
  valueFrom,
  valueText,
  verdictText,
} from './texts'

describe('what is typed into a field', () => {
  it.each([
    ['3', 3],
    ['0.5', 0.5],
    ['3×5', [3, 5]],
    ['3x5', [3, 5]],
    ['3, 5', [3, 5]],
    [
      '[[0, 1], [0, 1]]',
      [
        [0, 1],
        [0, 1],
      ],
    ],
    ['same', 'same'],
    ['', undefined],
    ['3x', '3x'],
    ['[1', '[1'],
  ])('%j is %j', (text, value) => {
    expect(valueFrom(text)).toEqual(value)
    if (value !== undefined) expect(valueFrom(valueText(value))).toEqual(value)
  })
})

describe('a field', () => {
  it('is told by one side where there is little room and it is a square', () => {
    expect([
      formatField([427, 427], false),
      formatField([427, 427], true),
      formatField([427, 31], true),
    ]).toEqual(['427×427', '427', '427×31'])
  })
})

describe('what a node has room for', () => {
  it.each([
    [{ id: 'a', kind: 'conv2d', channels: 6, kernel: 5, padding: 2 }, '5×5 p2'],
    [
      {
        id: 'a',
        kind: 'conv2d',
        channels: 6,
        kernel: [1, 7],
        stride: 2,
        padding: 'same',
        dilation: 2,
        groups: 3,
      },
      '1×7 s2 same d2 g3',
    ],
    [{ id: 'a', kind: 'conv2d', padding: 2, kernel: 3, bias: false, stride: 2 }, '3×3 s2 p2'],
    [{ id: 'a', kind: 'maxPool2d', window: 3, stride: 2 }, '3×3 s2'],
    [{ id: 'a', kind: 'activation', function: 'relu' }, 'relu'],
    [{ id: 'a', kind: 'dropout', rate: 0.5 }, 'rate 0.5'],
    [{ id: 'a', kind: 'dense', units: 10 }, ''],
  ])('of %j is %j', (layer, text) => {
    expect(briefText(layer)).toBe(text)
  })
})

describe('a kind', () => {
  it('has the name of its button, unless no such kind is known', () => {
    expect(kindText('maxPool2d')).toBe('max pool')
    expect(kindText('maxPool3d')).toBe('maxPool3d')
  })
})

describe('a problem', () => {
  afterEach(() => void (i18n.global.locale.value = 'en'))

  it('is said in Chinese as a whole, what the schema says included', () => {
    const draft = {
      name: 'Wrong',
      input: { height: 8, width: 8, channels: 1 },
      layers: [
        { id: '1', kind: 'flatten', units: 3 },
        { id: 'd', kind: 'dense', units: 10 },
      ],
    }
    const problems = examine(draft).layers.flatMap((layer) => layer.problems)
    expect(problems.map(problemText)).toEqual([
      'id is "1": An id starts with a letter, followed by letters, digits, "_" and "-".',
      'units is 3: a flatten has no such parameter',
    ])
    expect(problems.flatMap(({ fixes }) => fixes.map(fixText))).toContain('leave out units')
    i18n.global.locale.value = 'zh'
    expect(problems.map(problemText)).toEqual([
      'id 为 "1"：标识以字母开头，其后为字母、数字、“_”与“-”。',
      'units 为 3：flatten 没有这个参数',
    ])
  })
})

describe('what is said of networks', () => {
  type Tree = { readonly [key: string]: string | Tree }
  const texts = (tree: Tree, before = ''): (readonly [string, string])[] =>
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[before + key, value] as const]
        : texts(value, `${before}${key}.`),
    )

  it.each(texts(NETWORK_WORDS))(
    '%s is the same in the window and on the command line',
    (name, text) => {
      const key = name as NetworkKey
      const values = Object.fromEntries(
        [...text.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => [place, `<${place}>`]),
      )
      const counts = text.includes(' | ') ? [1, 3] : [undefined]
      for (const count of counts)
        expect(ENGLISH.say(key, values, count)).toBe(t(`model.${key}`, values, count))
    },
  )
})

describe('a difference', () => {
  it('has its sign, and none where it is written as nothing', () => {
    const text = (value: number): string => signed(value, (size) => formatDecimal(size, 1))
    expect([text(0.25), text(-1.21), text(0), text(-0.04)]).toEqual(['+0.3', '−1.2', '0.0', '0.0'])
  })
})

describe('a verdict', () => {
  const side = (testAccuracy: number | null, failure?: string): Outcome => ({
    trainLoss: 1,
    trainAccuracy: 0.5,
    testLoss: 1,
    testAccuracy,
    steps: 64,
    ...(failure ? { failure } : {}),
  })
  const said = (
    ...shares: readonly (readonly [Outcome, Outcome])[]
  ): readonly [string, string | undefined] => {
    const pairs = shares.map(([drawn, fixed]) => ({ drawn, fixed }))
    const verdict = verdictOf(pairs, 512)
    return [verdictText({ verdict, pairs }), surenessText(verdict)]
  }
  const failed = side(null, 'The loss is no longer finite.')

  it('tells the difference in points of test accuracy, with its interval', () => {
    const accuracy = { difference: 0.1238, low: 0.051, high: 0.19 }
    const verdict = {
      word: 'better' as const,
      pairs: 1,
      failures: { drawn: 0, fixed: 0 },
      accuracy,
    }
    expect(verdictText({ verdict, pairs: [{ drawn: side(0.5), fixed: side(0.6238) }] })).toBe(
      'With the fix it does better: +12.4 points of test accuracy after 64 steps (95 %: +5.1 to +19.0).',
    )
    expect(said([side(0.5), side(0.496)])).toEqual([
      expect.stringMatching(/^No clear difference in 64 steps: −0\.4 points/),
      undefined,
    ])
  })

  it('of several pairs tells the mean, and how sure it is', () => {
    const [text, sureness] = said(
      [side(0.5), side(0.6)],
      [side(0.5), side(0.62)],
      [side(0.5), side(0.61)],
    )
    // √(0.0001 / 3) times 4.303
    expect(text).toBe(
      'With the fix it does better: +11.0 points of test accuracy after 64 steps, averaged over 3 pairs (95 %: +8.5 to +13.5).',
    )
    expect(sureness).toBe(
      'Very sure: if the fix changed nothing, 3 pairs would differ this much by chance in 0.3% of cases.',
    )
    const [unclear, unsure] = said([side(0.5), side(0.6)], [side(0.5), side(0.5)])
    expect(unclear).toMatch(
      /^No clear difference in 64 steps: \+5\.0 points of test accuracy, averaged over 2 pairs/,
    )
    expect(unsure).toBe(
      'Not sure: even if the fix changed nothing, 2 pairs would differ this much by chance in 50% of cases. More seeds would make it clearer.',
    )
  })

  it('names what kept a network from being trained', () => {
    expect(said([failed, side(0.5)])).toEqual([
      expect.stringContaining('The loss is no longer finite.'),
      undefined,
    ])
    expect(said([side(null), side(0.5)])[0]).toContain('no test accuracy to compare')
    expect(said([failed, side(0.5)], [failed, side(0.5)])[0]).toBe(
      'Of 2 trainings each, 2 failed as drawn and 0 with the fix: The loss is no longer finite.',
    )
    expect(said([side(0.5), failed], [side(0.5), side(0.7)])[0]).toMatch(
      /0 failed as drawn and 1 with the fix: .* The one pair that was trained: \+20\.0 points/,
    )
  })
})
