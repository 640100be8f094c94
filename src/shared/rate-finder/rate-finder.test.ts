import { describe, expect, it } from 'vitest'
import { inEnglish } from '../phrase'
import { isOver, rateAt, smoothed, STANDARD_RANGE } from './curve'
import { chanceLoss, findingOf } from './finding'
import { RULES } from './rules'
import vectors from './vectors.json'

const RANGE = { from: 1e-7, to: 10, steps: 101 }

describe('the rates of a range test', () => {
  it.each([
    [0, 1e-7],
    [25, 1e-5],
    [50, 1e-3],
    [75, 0.1],
    [100, 10],
  ])('are fastai’s: step %d has %d', (step, rate) => {
    expect(rateAt(RANGE, step) / rate).toBeCloseTo(1, 10)
  })
})

describe('the smoothed loss', () => {
  it('is the mean where the losses are equal, and ends the test where it has grown', () => {
    const flat = Array.from({ length: 30 }, (_, i) => ({ rate: i + 1, loss: 2 }))
    for (const point of smoothed(flat)) expect(point.smoothed).toBeCloseTo(2, 12)
    expect(isOver(smoothed(flat))).toBe(false)
    const grown = [...flat, ...Array.from({ length: 30 }, () => ({ rate: 99, loss: 20 }))]
    expect(isOver(smoothed(grown))).toBe(true)
    expect(isOver(smoothed([...flat, { rate: 99, loss: NaN }]))).toBe(true)
  })
})

describe('the rules', () => {
  it.each(vectors)('are fastai’s: valley $valley, steep $steep, minimum $minimum', (found) => {
    const { rates, losses, valley, steep, minimum } = found
    expect(RULES.valley(losses)).toBe(valley)
    expect(RULES.steep(losses, rates)).toBe(steep)
    expect(RULES.minimum(losses)).toBe(minimum)
  })
})

const EVEN = Array<number>(10).fill(600)
/** A loss that falls from chance to `lowest` at 0.1 and grows beyond. */
const curve = (lowest: number) =>
  Array.from({ length: STANDARD_RANGE.steps }, (_, step) => {
    const rate = rateAt(STANDARD_RANGE, step)
    const fall = 1 / (1 + (0.01 / rate) ** 1.5)
    return { rate, loss: 2.303 - (2.303 - lowest) * fall + Math.max(0, rate - 0.1) }
  })

describe('what a test says', () => {
  it('knows the loss of a network that knows nothing', () => {
    expect(chanceLoss('crossEntropy', EVEN)).toBeCloseTo(Math.log(10), 12)
    expect(chanceLoss('crossEntropy', [90, 10])).toBeCloseTo(0.3250829733914482, 12)
    expect(chanceLoss('meanSquaredError', EVEN)).toBeCloseTo(0.09, 12)
  })

  it('suggests a rate on the slope where the loss leaves chance', () => {
    const { suggestion, rules, reason } = findingOf(curve(1), chanceLoss('crossEntropy', EVEN))
    expect(suggestion).toBeGreaterThan(0.002)
    expect(suggestion).toBeLessThan(0.05)
    expect(rules?.minimum).toBeLessThan(0.1)
    expect(inEnglish(reason)).toMatch(/falls steadily around the rate 0\.0/)
  })

  it.each([2.29, 2.303, 2.4])('suggests none where the loss stays at %d', (lowest) => {
    const found = findingOf(curve(lowest), chanceLoss('crossEntropy', EVEN))
    expect(found).toMatchObject({ suggestion: null, rules: null })
    expect(inEnglish(found.reason)).toContain('suggests no rate')
  })
})
