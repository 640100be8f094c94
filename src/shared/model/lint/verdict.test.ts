import { describe, expect, it } from 'vitest'
import { verdictOf, type Outcome, type OutcomePair } from './verdict'

const outcome = (testAccuracy: number | null, more: Partial<Outcome> = {}): Outcome => ({
  trainLoss: 1,
  trainAccuracy: 0.5,
  testLoss: 1,
  testAccuracy,
  steps: 64,
  ...more,
})
const pair = (drawn: number | null, fixed: number | null): OutcomePair => ({
  drawn: outcome(drawn),
  fixed: outcome(fixed),
})
const failed = outcome(null, { failure: 'The loss is no longer a number.' })

describe('verdictOf one pair', () => {
  it.each([
    [0.5, 0.7, 'better'],
    [0.7, 0.5, 'worse'],
    [0.7, 0.74, 'unclear'],
    [0.7, 0.7, 'unclear'],
  ] as const)('of %d and %d on 512 pictures is %s', (drawn, fixed, word) => {
    const verdict = verdictOf([pair(drawn, fixed)], 512)
    expect(verdict).toMatchObject({
      word,
      pairs: 1,
      accuracy: { difference: expect.closeTo(fixed - drawn) as number },
    })
    expect(verdict.sureness).toBeUndefined()
  })

  it('requires a larger difference for fewer pictures', () => {
    expect(verdictOf([pair(0.5, 0.7)], 40).word).toBe('unclear')
  })

  it('names the one that could not be trained', () => {
    expect(verdictOf([{ drawn: failed, fixed: outcome(0.6) }], 512)).toEqual({
      word: 'drawnFailed',
      pairs: 0,
      failures: { drawn: 1, fixed: 0 },
    })
    expect(verdictOf([{ drawn: outcome(0.6), fixed: failed }], 512)).toEqual({
      word: 'fixedFailed',
      pairs: 0,
      failures: { drawn: 0, fixed: 1 },
    })
    expect(verdictOf([{ drawn: failed, fixed: failed }], 512)).toEqual({
      word: 'bothFailed',
      pairs: 0,
      failures: { drawn: 1, fixed: 1 },
    })
  })
})

describe('verdictOf several pairs', () => {
  it('depends on how far the pairs agree, whatever the number of pictures', () => {
    // Alone, five points on 512 pictures are unclear; three pairs that agree make them clear.
    expect(verdictOf([pair(0.7, 0.75)], 512).word).toBe('unclear')
    const agreeing = verdictOf([pair(0.7, 0.75), pair(0.68, 0.728), pair(0.71, 0.762)], 512)
    expect(agreeing).toMatchObject({
      word: 'better',
      pairs: 3,
      sureness: 'sure',
      accuracy: { difference: expect.closeTo(0.05, 6) as number },
    })
    const apart = verdictOf([pair(0.5, 0.7), pair(0.6, 0.62), pair(0.7, 0.66)], 512)
    expect(apart).toMatchObject({
      word: 'unclear',
      sureness: 'unsure',
      accuracy: { difference: expect.closeTo(0.06, 6) as number },
    })
    expect(verdictOf([pair(0.75, 0.7), pair(0.728, 0.68), pair(0.762, 0.71)], 512).word).toBe(
      'worse',
    )
  })

  it('calls it fairly sure between one case of a hundred and one of twenty', () => {
    // Mean 0.05, deviation 0.02: t = 4.33 with two degrees of freedom, whose 95 % lie within 4.303.
    expect(verdictOf([pair(0.5, 0.53), pair(0.5, 0.55), pair(0.5, 0.57)], 1e6)).toMatchObject({
      word: 'better',
      sureness: 'fairlySure',
      chance: expect.closeTo(0.049, 3) as number,
    })
  })

  it('is never certain for two identical pairs', () => {
    expect(verdictOf([pair(0.7, 0.7), pair(0.7, 0.7)], 512)).toMatchObject({
      word: 'unclear',
      sureness: 'unsure',
      chance: 1,
    })
  })

  it('counts failed trainings, and takes the difference of the rest', () => {
    const verdict = verdictOf(
      [pair(0.5, 0.7), { drawn: failed, fixed: outcome(0.7) }, pair(0.5, 0.71)],
      512,
    )
    expect(verdict).toMatchObject({
      word: 'drawnFailed',
      pairs: 2,
      failures: { drawn: 1, fixed: 0 },
      accuracy: { difference: expect.closeTo(0.205) as number },
    })
    expect(
      verdictOf(
        [
          { drawn: failed, fixed: outcome(0.7) },
          { drawn: outcome(0.7), fixed: failed },
        ],
        512,
      ),
    ).toMatchObject({ word: 'bothFailed', pairs: 0 })
  })
})
