import type { UnitTrace } from '@shared/contract/fields'
import type { Target } from '@renderer/maps/units'

/** One term of a unit's arithmetic. */
export interface Term {
  readonly target: Target
  readonly value: number
  readonly weight: number
  readonly product: number
  readonly winner: boolean
}

/** The terms of a trace, those that weigh most first; of a maximum the winner heads them. */
export function termsOf({ groups, winner }: UnitTrace): Term[] {
  const terms = groups.flatMap(({ source, units, values, weights }) =>
    Array.from(values, (value, n) => {
      const weight = weights?.[n] ?? 1
      const [row = 0, column = 0, channel = 0] = units.subarray(3 * n, 3 * n + 3)
      return {
        target: { layer: source, unit: { row, column, channel } },
        value,
        weight,
        product: value * weight,
      }
    }),
  )
  const marked = terms.map((term, n): Term => ({
    ...term,
    winner: n === winner,
  }))
  return marked.sort(
    (a, b) => Number(b.winner) - Number(a.winner) || Math.abs(b.product) - Math.abs(a.product),
  )
}
