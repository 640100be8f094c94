import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factorised, invertedLower } from './cholesky'
import { distanceTo, energyOf, featureCloud, MOST_COVARIANCES } from './familiarity'

const product = (a: Float64Array, b: Float64Array, size: number): number[] =>
  Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size]
    let sum = 0
    for (let k = 0; k < size; k++) sum += (a[row * size + k] ?? 0) * (b[k * size + column] ?? 0)
    return sum
  })
const transposed = (a: Float64Array, size: number): Float64Array =>
  a.map((_, at) => a[(at % size) * size + Math.floor(at / size)] ?? 0)

const square = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc
    .array(fc.double({ min: -3, max: 3, noNaN: true }), {
      minLength: size * size,
      maxLength: size * size,
    })
    .map((values) => ({ size, values: Float64Array.from(values) })),
)

describe('Cholesky’s factor', () => {
  it('gives the matrix back, and its inverse the unit matrix', () => {
    fc.assert(
      fc.property(square, ({ size, values }) => {
        const matrix = Float64Array.from(product(values, transposed(values, size), size))
        for (let i = 0; i < size; i++) matrix[i * (size + 1)]! += 0.5
        const factor = factorised(matrix, size)
        product(factor, transposed(factor, size), size).forEach((value, at) =>
          expect(value).toBeCloseTo(matrix[at] ?? NaN, 8),
        )
        product(factor, invertedLower(factor, size), size).forEach((value, at) =>
          expect(value).toBeCloseTo(at % (size + 1) === 0 ? 1 : 0, 8),
        )
      }),
    )
  })
})

describe('energy', () => {
  it('is −ln Σ exp, also of logits that would overflow', () => {
    expect(energyOf([0, 0])).toBeCloseTo(-Math.LN2, 12)
    expect(energyOf([1000, 1000])).toBeCloseTo(-1000 - Math.LN2, 9)
    expect(energyOf([3, 1])).toBeLessThan(energyOf([1, 1]))
  })
})

describe('distance', () => {
  // Two classes around (0, 0) and (10, 0), with variances 1 and 4 of their features.
  const labels: number[] = []
  const data: number[] = []
  for (const [label, x] of [0, 10].entries())
    for (const dx of [-1, 1])
      for (const dy of [-2, 2]) {
        labels.push(label)
        data.push(x + dx, dy)
      }
  const cloud = featureCloud({ data: Float32Array.from(data), features: 2, labels, classes: 3 })

  it('counts standard deviations to the nearest class, of those that have examples', () => {
    expect(distanceTo(cloud, [0, 0])).toBeCloseTo(0, 5)
    expect(distanceTo(cloud, [0, 2])).toBeCloseTo(1, 2)
    expect(distanceTo(cloud, [12, 0])).toBeCloseTo(2, 2)
    expect(distanceTo(cloud, [5, 0])).toBeCloseTo(5, 1)
  })

  it('doesn’t depend on the scale of the features', () => {
    const scale = fc.double({ min: 0.01, max: 100, noNaN: true })
    const point = fc.tuple(
      fc.double({ min: -5, max: 15, noNaN: true }),
      fc.integer({ min: -5, max: 5 }),
    )
    fc.assert(
      fc.property(scale, point, (factor, [x, y]) => {
        const scaled = featureCloud({
          ...{ features: 2, labels, classes: 3 },
          data: Float32Array.from(data, (value) => factor * value),
        })
        expect(distanceTo(scaled, [factor * x, factor * y])).toBeCloseTo(
          distanceTo(cloud, [x, y]),
          2,
        )
      }),
    )
  })

  it('uses variances alone of very many features', () => {
    const features = MOST_COVARIANCES + 1
    const rows = Float32Array.from({ length: 4 * features }, (_, at) =>
      Math.floor(at / features) % 2 === 0 ? -3 : 3,
    )
    const wide = featureCloud({ data: rows, features, labels: [0, 0, 0, 0], classes: 1 })
    expect(wide.whitening).toHaveLength(features)
    expect(distanceTo(wide, new Float32Array(features).fill(3))).toBeCloseTo(Math.sqrt(features), 1)
  })
})
