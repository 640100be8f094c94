import { describe, expect, it } from 'vitest'
import { verdictOf, type Outcome } from './verdict'

const outcome = (testAccuracy: number | null, more: Partial<Outcome> = {}): Outcome => ({ trainLoss: 1, trainAccuracy: 0.5, testLoss: 1, testAccuracy, steps: 64, ...more })

describe('verdictOf', () => {
  it.each([
    [0.5, 0.7, 'better'],
    [0.7, 0.5, 'worse'],
    [0.7, 0.74, 'unclear'],
    [0.7, 0.7, 'unclear'],
  ] as const)('of %d and %d on 512 pictures is %s', (drawn, mended, word) => {
    expect(verdictOf(outcome(drawn), outcome(mended), 512)).toMatchObject({ word, accuracy: { difference: expect.closeTo(mended - drawn) as number } })
  })

  it('asks for a larger difference of fewer pictures', () => {
    expect(verdictOf(outcome(0.5), outcome(0.7), 40).word).toBe('unclear')
  })

  it('says which of them could not be trained', () => {
    const failed = outcome(null, { failure: 'The loss is no longer a number.' })
    expect(verdictOf(failed, outcome(0.6), 512)).toEqual({ word: 'drawnFailed' })
    expect(verdictOf(outcome(0.6), failed, 512)).toEqual({ word: 'mendedFailed' })
    expect(verdictOf(failed, failed, 512)).toEqual({ word: 'bothFailed' })
  })
})
