import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import vectors from '../testing/judgements.vectors.json'
import { calibratedJoint, classThresholds, confidentJoint, type Judged } from './confident'
import { byMargin, judgeLabels } from './rank'

const judgedOf = ({ labels, classes, probabilities }: (typeof vectors.labels)[number]): Judged => ({
  labels,
  classes,
  probabilities: Float64Array.from(probabilities),
})

const countsOf = (labels: readonly number[], classes: number): number[] =>
  Array.from({ length: classes }, (_, k) => labels.filter((label) => label === k).length)

describe('confident learning', () => {
  it.each(vectors.labels.map((vector, i) => [i, vector] as const))(
    'agrees with cleanlab: set %i',
    (_, vector) => {
      const judged = judgedOf(vector)
      const thresholds = [...classThresholds(judged)]
      vector.thresholds.forEach((wanted, k) => expect(thresholds[k]).toBeCloseTo(wanted, 12))
      const joint = confidentJoint(judged)
      expect(joint).toEqual(vector.joint)
      const calibrated = calibratedJoint(joint, countsOf(vector.labels, vector.classes))
      // Where two fractions are equal up to rounding, either is rounded up.
      vector.calibrated.forEach((row, k) =>
        row.forEach((count, j) =>
          expect(Math.abs(count - (calibrated[k]?.[j] ?? NaN))).toBeLessThanOrEqual(1),
        ),
      )
      const found = judgeLabels(judged)
      expect(found.filter(({ flagged }) => flagged).map(({ at }) => at)).toEqual(vector.flagged)
      // cleanlab's margin is p(given) − the largest other, moved to 0…1.
      vector.margins.forEach((margin, i) => expect(found[i]?.margin).toBeCloseTo(margin, 12))
    },
  )

  it('is the small example that is computed by hand', () => {
    const judged = judgedOf(vectors.labels[0]!)
    expect([...classThresholds(judged)].map((t) => Number(t.toFixed(4)))).toEqual([
      0.6, 0.5625, 0.85,
    ])
    expect(confidentJoint(judged)).toEqual([
      [3, 1, 0],
      [0, 3, 0],
      [0, 0, 1],
    ])
    expect(calibratedJoint(confidentJoint(judged), [4, 4, 2])).toEqual([
      [3, 1, 0],
      [0, 4, 0],
      [0, 0, 2],
    ])
    expect(byMargin(judgeLabels(judged))[0]).toMatchObject({
      at: 2,
      given: 0,
      likely: 1,
      pGiven: 0.1,
      pLikely: 0.85,
      flagged: true,
    })
  })

  const judged = fc.integer({ min: 2, max: 5 }).chain((classes) =>
    fc
      .array(
        fc.record({
          label: fc.nat(classes - 1),
          scores: fc.array(fc.float({ min: Math.fround(0.01), max: 1, noNaN: true }), {
            minLength: classes,
            maxLength: classes,
          }),
        }),
        { minLength: 1, maxLength: 40 },
      )
      .map((examples) => ({
        classes,
        labels: examples.map(({ label }) => label),
        probabilities: Float64Array.from(
          examples.flatMap(({ scores }) => {
            const sum = scores.reduce((total, score) => total + score, 0)
            return scores.map((score) => score / sum)
          }),
        ),
      })),
  )

  it('keeps the number of examples of each label, and ranks by the margin', () => {
    fc.assert(
      fc.property(judged, (given) => {
        const counts = countsOf(given.labels, given.classes)
        const calibrated = calibratedJoint(confidentJoint(given), counts)
        expect(calibrated.map((row) => row.reduce((sum, count) => sum + count, 0))).toEqual(counts)
        const ranked = byMargin(judgeLabels(given))
        expect(ranked).toHaveLength(given.labels.length)
        for (const [i, { margin, given: label, likely }] of ranked.entries()) {
          expect(label).not.toBe(likely)
          expect(margin).toBeGreaterThanOrEqual(ranked[i - 1]?.margin ?? 0)
        }
      }),
    )
  })

  it('flags nothing where the network always agrees', () => {
    fc.assert(
      fc.property(judged, ({ classes, labels }) => {
        const probabilities = new Float64Array(labels.length * classes).fill(0.1 / classes)
        labels.forEach((label, i) => (probabilities[i * classes + label] = 0.9 + 0.1 / classes))
        const found = judgeLabels({ classes, labels, probabilities })
        expect(found.some(({ flagged }) => flagged)).toBe(false)
      }),
    )
  })
})
