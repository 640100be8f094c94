import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../testing/judgements.vectors.json'
import { fewestFor, setsWith, setThreshold } from './prediction-sets'
import { rejectCurve } from './reject-curve'
import { reliabilityOf } from './reliability'
import { answersOfRows, negativeLogLikelihood, softmaxRows, tempered } from './softmax'
import { fitTemperature } from './temperature'

const CONFIDENCES = [0.95, 0.9, 0.85, 0.75, 0.65, 0.55, 0.99, 0.7]
const RIGHT = [1, 1, 0, 1, 0, 1, 1, 0]

const logits = fc.integer({ min: 2, max: 5 }).chain((classes) =>
  fc
    .array(
      fc.record({
        label: fc.nat(classes - 1),
        values: fc.array(fc.double({ min: -8, max: 8, noNaN: true }), {
          minLength: classes,
          maxLength: classes,
        }),
      }),
      { minLength: 2, maxLength: 40 },
    )
    .map((examples) => ({
      labels: examples.map(({ label }) => label),
      rows: { classes, data: Float64Array.from(examples.flatMap(({ values }) => values)) },
    })),
)

describe('reliability', () => {
  it('is temperature_scaling’s error on a small example', () => {
    expect(reliabilityOf(CONFIDENCES, RIGHT).ece).toBeCloseTo(0.3825, 9)
    expect(reliabilityOf(CONFIDENCES, RIGHT, 10).ece).toBeCloseTo(0.3575, 9)
  })

  it('puts a confidence on an edge into the bin below, and every one into one bin', () => {
    const { bins } = reliabilityOf([0, 0.2, 0.4, 0.6, 1], [1, 1, 1, 1, 1], 5)
    expect(bins.map(({ count }) => count)).toEqual([2, 1, 1, 0, 1])
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.integer({ min: 1, max: 30 }),
        (confidences, count) => {
          const found = reliabilityOf(confidences, confidences, count).bins
          for (const { from, to, count: size } of found)
            expect(size).toBe(
              confidences.filter((c) => (c > from || (from === 0 && c === 0)) && c <= to).length,
            )
        },
      ),
    )
  })
})

describe('temperature', () => {
  it.each(vectors.temperature.map((vector, i) => [i, vector] as const))(
    'is that of scipy’s minimiser: %i',
    (_, { labels, classes, logits: data, temperature, before, after }) => {
      const rows = { classes, data: Float64Array.from(data) }
      const found = fitTemperature(rows, labels)
      expect(found).toBeCloseTo(temperature, 5)
      expect(negativeLogLikelihood(rows, labels)).toBeCloseTo(before, 12)
      expect(negativeLogLikelihood(rows, labels, found)).toBeCloseTo(after, 12)
    },
  )

  it('leaves every answer as it is, and is no worse than none', () => {
    fc.assert(
      fc.property(logits, ({ rows, labels }) => {
        const temperature = fitTemperature(rows, labels)
        const [plain, scaled] = [softmaxRows(rows), softmaxRows(rows, temperature)]
        expect(negativeLogLikelihood(rows, labels, temperature)).toBeLessThanOrEqual(
          negativeLogLikelihood(rows, labels) + 1e-9,
        )
        // Scaling can make two nearly equal probabilities equal; it can't exchange them.
        for (let at = 0; at < plain.data.length; at++)
          for (let other = at - (at % rows.classes); other < at; other++)
            if ((plain.data[at] ?? 0) > (plain.data[other] ?? 0))
              expect(scaled.data[at]).toBeGreaterThanOrEqual(scaled.data[other] ?? NaN)
      }),
    )
  })

  it('stays within bounds where every answer is right', () => {
    const rows = { classes: 2, data: Float64Array.of(2, 0, 0, 2) }
    expect(fitTemperature(rows, [0, 1])).toBe(0.05)
    expect(fitTemperature(rows, [1, 0])).toBe(20)
  })
})

describe('the reject curve', () => {
  it('answers the surest first', () => {
    expect(rejectCurve(CONFIDENCES, RIGHT, 4)).toEqual([
      { answered: 0.25, accuracy: 1, threshold: 0.95 },
      { answered: 0.5, accuracy: 0.75, threshold: 0.85 },
      { answered: 0.75, accuracy: 4 / 6, threshold: 0.7 },
      { answered: 1, accuracy: 5 / 8, threshold: 0.55 },
    ])
  })

  it('has at every threshold the accuracy of what is at least as sure', () => {
    const answers = fc.array(
      fc.record({ c: fc.constantFrom(0.1, 0.4, 0.5, 0.9), r: fc.boolean() }),
      {
        minLength: 1,
      },
    )
    fc.assert(
      fc.property(answers, (given) => {
        const curve = rejectCurve(
          given.map(({ c }) => c),
          given.map(({ r }) => r),
        )
        expect(curve.at(-1)?.answered).toBe(1)
        for (const { answered, accuracy, threshold } of curve) {
          const kept = given.filter(({ c }) => c >= threshold)
          expect(answered).toBeCloseTo(kept.length / given.length, 12)
          expect(accuracy).toBeCloseTo(kept.filter(({ r }) => r).length / kept.length, 12)
        }
      }),
    )
  })
})

describe('prediction sets', () => {
  it('hold the true class in at least 1 − α of the examples that they are calibrated on', () => {
    fc.assert(
      fc.property(logits, fc.constantFrom(0.05, 0.1, 0.3, 0.5), ({ rows, labels }, alpha) => {
        const probabilities = softmaxRows(rows)
        const threshold = setThreshold(probabilities, labels, alpha)
        const { coverage, meanSize, sizes } = setsWith(probabilities, labels, threshold)
        expect(coverage).toBeGreaterThanOrEqual(1 - alpha - 1e-12)
        expect(sizes.reduce((sum, count) => sum + count, 0)).toBe(labels.length)
        if (labels.length < fewestFor(alpha)) expect(meanSize).toBe(rows.classes)
      }),
    )
  })

  it('use the ⌈(n + 1)(1 − α)⌉-th smallest score', () => {
    const p = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]
    const rows = { classes: 2, data: Float64Array.from(p.flatMap((value) => [value, 1 - value])) }
    // Nine scores, α = 0.2: the eighth of 0.1 … 0.9.
    expect(
      setThreshold(
        rows,
        p.map(() => 0),
        0.2,
      ),
    ).toBeCloseTo(0.2, 12)
    expect([fewestFor(0.1), fewestFor(0.05), fewestFor(0.2)]).toEqual([9, 19, 4])
    expect(
      setThreshold(
        rows,
        p.map(() => 0),
        0.05,
      ),
    ).toBe(0)
  })
})

describe('rows', () => {
  it('have the probabilities of logits / T, also from probabilities', () => {
    fc.assert(
      fc.property(logits, fc.constantFrom(0.5, 1, 1.7, 4), ({ rows }, temperature) => {
        const [plain, scaled] = [softmaxRows(rows), softmaxRows(rows, temperature)]
        const first = tempered([...plain.data.subarray(0, rows.classes)], temperature)
        first.forEach((p, k) => expect(p).toBeCloseTo(scaled.data[k] ?? NaN, 9))
      }),
    )
  })

  it('give the first of equal probabilities as answer', () => {
    const { confidences, right } = answersOfRows(
      { classes: 3, data: Float64Array.of(0.4, 0.4, 0.2, 0.1, 0.2, 0.7) },
      [0, 1],
    )
    expect([...confidences]).toEqual([0.4, 0.7])
    expect(right).toEqual([true, false])
  })
})
