import { describe, expect, it } from 'vitest'
import { phrase, sayPhrase } from './phrase'

describe('a phrase', () => {
  it('keeps its values apart and has an English form', () => {
    const said = phrase`${'a.png'} has ${3} faults`
    expect(said).toEqual({ text: '{0} has {1} faults', values: ['a.png', 3] })
    expect(sayPhrase(said)).toBe('a.png has 3 faults')
  })

  it('translates the phrases inside it as well', () => {
    const said = phrase`${'a.png'} is damaged: ${phrase`row ${4} is short`}`
    expect(sayPhrase(said)).toBe('a.png is damaged: row 4 is short')
    const german: Readonly<Record<string, string>> = {
      '{0} is damaged: {1}': '{1} ({0})',
      'row {0} is short': 'Zeile {0} ist kurz',
    }
    expect(sayPhrase(said, (text) => german[text] ?? text)).toBe('Zeile 4 ist kurz (a.png)')
  })

  it('omits a missing value, and does not replace places inside a value', () => {
    expect(sayPhrase(phrase`${undefined}: ${'{0}'}`)).toBe(': {0}')
  })
})
