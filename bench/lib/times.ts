import { quantile, roundedSpread, spread, type Spread } from './statistics'
import { figure, markdownTable } from './table'

/** Times in milliseconds: their id in the JSON, their name for people, and their target. */
export type Timed = readonly [id: string, name: string, times: readonly number[], aim: string]

export const timesTable = (measured: readonly Timed[]): string =>
  markdownTable(
    ['milliseconds', 'median', '95 %', 'range', 'aim'],
    measured.map(([, name, times, aim]) => {
      const { median, min, max } = spread(times)
      const range = `${figure(min)} … ${figure(max)}`
      return [name, figure(median), figure(quantile(times, 0.95)), range, aim]
    }),
  )

/** The same for programs. */
export const timesResult = (measured: readonly Timed[]): Readonly<Record<string, Spread>> =>
  Object.fromEntries(measured.map(([id, , times]) => [id, roundedSpread(spread(times))]))
