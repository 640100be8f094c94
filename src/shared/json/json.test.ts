import { parser } from '@lezer/json'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sayPhrase } from '../phrase'
import { jsonFault } from './fault'
import { parseJson } from './parse'

const said = (text: string): string => {
  const fault = jsonFault(text)
  return fault ? `${fault.line}:${fault.column} ${sayPhrase(fault.message)}` : ''
}

describe('a text that is not JSON', () => {
  it.each([
    ['', '1:1 a value is expected, but the text ends'],
    ['{"a": 1\n  "b": 2}', '2:3 a comma or } is expected'],
    ['{"a" 1}', '1:6 a colon is expected'],
    ['{"a": 1,}', '1:9 no comma is allowed before }'],
    ['[\n1,\n]', '3:1 no comma is allowed before ]'],
    ['[1,,2]', '1:4 a value is expected'],
    ['[1 2]', '1:4 a comma or ] is expected'],
    ['{"a": [1, 2}', '1:12 a comma or ] is expected'],
    ['{"a": [1, 2]', '1:13 a comma or } is expected, but the text ends'],
    ['{"a": }', '1:7 a value is expected'],
    ['{kind: 1}', '1:2 the name kind must be in double quotes'],
    ['{, "a": 1}', '1:2 a name in double quotes or } is expected'],
    ['{"a": 1}}', '1:9 the JSON ends before this, and nothing may follow it'],
    ["{'a': 1}", '1:2 names and text must be in double quotes'],
    ['{"a": \'b\'}', '1:7 names and text must be in double quotes'],
    ['{"a": tru}', '1:7 tru is not a JSON value; text must be in double quotes'],
    ['{"a": relu}', '1:7 relu is not a JSON value; text must be in double quotes'],
    ['[NaN]', '1:2 JSON has no NaN and no Infinity'],
    ['[-Infinity]', '1:2 JSON has no NaN and no Infinity'],
    ['[01]', '1:2 01 is not a JSON number'],
    ['[1.]', '1:2 1. is not a JSON number'],
    ['[.5]', '1:2 .5 is not a JSON number'],
    ['[+1]', '1:2 +1 is not a JSON number'],
    ['[-]', '1:2 - is not a JSON number'],
    ['[1e]', '1:2 1e is not a JSON number'],
    ['// network\n{}', '1:1 JSON has no comments'],
    ['{"a": 1 /* one */}', '1:9 JSON has no comments'],
    ['{"a": "b\n"}', '1:7 this text has no closing double quote on its line'],
    ['["\\x"]', '1:2 this text contains a character or an escape that JSON does not allow'],
    ['{"a\tb": 1}', '1:2 this text contains a character or an escape that JSON does not allow'],
  ])('%j: %s', (text, message) => {
    expect(said(text)).toBe(message)
  })

  it('is distinguished from JSON exactly as by JSON.parse, with a place inside the text', () => {
    const broken = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ',', '}', ']', ':', '"', '1', ' x ', '\n'),
      )
      .map(([json, at, cut, put]) => {
        const place = at % (json.length + 1)
        return json.slice(0, place) + put + json.slice(place + cut)
      })
    fc.assert(
      fc.property(broken, (text) => {
        const fault = jsonFault(text)
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(fault === undefined).toBe(isJson)
        if (!fault) return
        expect(fault.from).toBeLessThanOrEqual(text.length)
        expect(text.split('\n')[fault.line - 1]).toHaveProperty('length')
        expect(
          text
            .split('\n')
            .slice(0, fault.line - 1)
            .join('\n').length +
            (fault.line > 1 ? 1 : 0) +
            fault.column -
            1,
        ).toBe(fault.from)
      }),
      { numRuns: 500 },
    )
  })

  it('is expected to continue with exactly what its grammar allows', () => {
    const strict = parser.configure({ strict: true })
    /** Whether the grammar accepts `next` after a text that is valid so far. */
    const takes = (before: string, next: string): boolean => {
      try {
        strict.parse(`${before} ${next}`)
        return true
      } catch (error) {
        return Number(/\d+$/.exec((error as Error).message)?.[0]) > before.length + 1
      }
    }
    const signs: Readonly<Record<string, string>> = {
      value: '0',
      ']': ']',
      comma: ',',
      '}': '}',
      colon: ':',
      name: '"a"',
    }
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, at) => {
        const text = json.slice(0, at % json.length)
        const words = said(text)
        // A number or text that was cut in two is a separate fault.
        fc.pre(
          / (is expected|nothing may follow it), but the text ends$/.test(words) &&
            /[\]}",:[{\d]\s*$/.test(text),
        )
        const expected = Object.entries(signs).filter(([word]) =>
          words
            .replace(/^\S+ /, '')
            .split(/ (?:or|in|is) /)
            .some((part) => part.replace(/^a /, '') === word),
        )
        for (const [word, sign] of expected)
          expect(takes(text, sign), `${word} after ${text}`).toBe(true)
        for (const [word, sign] of Object.entries(signs)) {
          // Text is a value too.
          if (word === 'name' && expected.some(([told]) => told === 'value')) continue
          if (!expected.some(([told]) => told === word))
            expect(takes(text, sign), `${word} after ${text}`).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is refused by an error that names the place', () => {
    expect(parseJson('[1]')).toEqual([1])
    expect(() => parseJson('{\n  "a" 1\n}')).toThrow(
      expect.objectContaining({
        code: 'invalid-file',
        message: 'line 2, column 7: a colon is expected',
      }) as Error,
    )
  })
})
