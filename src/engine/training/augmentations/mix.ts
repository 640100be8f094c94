import type { Drawn } from './augmentation'

/** Another example of as many, and the share of the picture's own values. */
export interface Mix {
  readonly partner: number
  readonly share: number
}

/**
 * Draws from Beta(α, α) by Student's t with 2α degrees of freedom, the larger part for the picture
 * itself. Source: Devroye, Random variate generation in one line of code (1996); Bailey's polar
 * method for t.
 */
export function mixOf(alpha: number, drawn: Drawn, count: number): Mix {
  const [first, second] = [drawn(1) + 2 ** -33, drawn(2)]
  const squared = (first ** (-1 / alpha) - 1) * Math.cos(2 * Math.PI * second) ** 2
  return {
    partner: Math.floor(drawn(0) * count),
    share: (1 + 1 / Math.sqrt(1 + 1 / squared)) / 2,
  }
}
