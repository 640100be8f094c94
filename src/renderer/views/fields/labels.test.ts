import { describe, expect, it } from 'vitest'
import { apart, type Label } from './labels'

const label = (text: string, x: number, y = 0, chosen = false): Label => ({
  text,
  x,
  y,
  width: 40,
  chosen,
})

describe('labels of a drawing', () => {
  it('are all there where they have room', () => {
    const labels = [label('a', 0), label('b', 50), label('c', 60, 12)]
    expect(
      apart(labels)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['a', 'b', 'c'])
  })

  it('make way for the chosen one, the first and the last', () => {
    const labels = [
      label('a', 0),
      label('b', 20),
      label('c', 40, 0, true),
      label('d', 60),
      label('e', 90),
    ]
    expect(apart(labels).map(({ text }) => text)).toEqual(['c', 'e'])
    expect(
      apart(labels.map((each) => ({ ...each, chosen: false }))).map(({ text }) => text),
    ).toEqual(['a', 'e'])
  })
})
