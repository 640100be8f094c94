import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../errors'
import { partPhrase } from './part'

const said = (counts: readonly number[]): string =>
  inEnglish(
    partPhrase(
      'test',
      100,
      counts,
      counts.reduce((sum, each) => sum + each, 0),
    ),
  )

describe('a part of a data set', () => {
  it.each([
    [[5, 5], '10 of 100, 5 of each of the 2 classes.'],
    [[3, 4, 3], '10 of 100, 3 to 4 of each of the 3 classes.'],
    [[2, 0, 2, 1], '5 of 100, 1 to 2 each from 3 of the 4 classes.'],
    [[0, 1, 0], '1 of 100, all from one of the 3 classes.'],
  ])('of %j pictures a class is said with its classes', (counts, expected) => {
    expect(said(counts)).toBe(`A part of the test pictures is used: ${expected}`)
  })
})
