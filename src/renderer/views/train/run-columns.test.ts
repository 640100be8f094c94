// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { RunInfo } from '@shared/contract/training'
import { nextSorting, sortRuns, type RunSorting } from './run-columns'

const run = (id: string, testAccuracy: number | null | undefined): RunInfo =>
  ({
    id,
    title: id,
    recipe: {},
    last: testAccuracy === undefined ? undefined : { testAccuracy },
  }) as RunInfo
const runs = [run('c', undefined), run('b', 0.5), run('a', 0.75), run('d', null)]
const order = (sorting: RunSorting | undefined): string =>
  sortRuns(runs, sorting, () => undefined)
    .map(({ id }) => id)
    .join('')

describe('the table of runs', () => {
  it('stays as it is without a sorting', () => expect(order(undefined)).toBe('cbad'))

  it('puts runs without a value last, whichever way it is sorted', () => {
    expect(order({ column: 'testAccuracy', descending: true })).toBe('abcd')
    expect(order({ column: 'testAccuracy', descending: false })).toBe('bacd')
    expect(order({ column: 'title', descending: false })).toBe('abcd')
  })

  it('turns round at the second press, and is the newest first again at the third', () => {
    const first = nextSorting('testAccuracy', undefined)
    expect(first).toEqual({ column: 'testAccuracy', descending: true })
    const second = nextSorting('testAccuracy', first)
    expect(second).toEqual({ column: 'testAccuracy', descending: false })
    expect(nextSorting('testAccuracy', second)).toBeUndefined()
    expect(nextSorting('title', second)).toEqual({ column: 'title', descending: false })
  })
})
