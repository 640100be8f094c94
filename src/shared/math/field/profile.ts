import type { Spread, WeightMap } from './spread'

/**
 * The distribution of a map's mass along one axis, and the Gaussian that fits it. Shares of the
 * total, one number a row or column.
 */
export interface Profile {
  readonly mass: Float32Array
  readonly fit: Float32Array
}

/**
 * Mass of each row (axis 0) or column (axis 1), and the mass that the Gaussian of the spread's
 * centre and σ has there.
 */
export function profileOf(
  { height, width, data }: WeightMap,
  { center, sigma }: Spread,
  axis: 0 | 1,
): Profile {
  const mass = new Float32Array(axis === 0 ? height : width)
  let whole = 0
  data.forEach((weight, at) => {
    const place = axis === 0 ? Math.floor(at / width) : at % width
    mass[place] = (mass[place] ?? 0) + weight
    whole += weight
  })
  const below = (edge: number): number => normalBelow((edge - center[axis]) / sigma[axis])
  return {
    mass: mass.map((value) => (whole > 0 ? value / whole : 0)),
    fit: mass.map((_, at) =>
      sigma[axis] > 0 ? below(at + 0.5) - below(at - 0.5) : Number(Math.round(center[axis]) === at),
    ),
  }
}

/**
 * Share of a standard normal below `z`, within 1e-7. Source: Abramowitz and Stegun, Handbook of
 * Mathematical Functions, 26.2.17.
 */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return z > 0 ? 1 - tail : tail
}
