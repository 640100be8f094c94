import { describe, expect, it } from 'vitest'
import type { Point } from '../document/kept'
import { turnsAmong } from './turns'

const places = (
  points: Readonly<Record<string, readonly [number, number]>>,
): ReadonlyMap<string, Point> =>
  new Map(Object.entries(points).map(([id, [x, y]]) => [id, { x, y }]))
/** Row n of a graph whose rows are a node and a gap apart. */
const row = (n: number): number => n * 62

describe('turnsAmong', () => {
  it('draws neighbours, and what stands below each other, as they come', () => {
    const turn = turnsAmong(places({ a: [0, row(0)], b: [200, row(1)], c: [0, row(3)] }))
    expect([turn('a', 'b'), turn('a', 'c'), turn('a', 'nowhere')]).toEqual([
      'curve',
      'curve',
      'curve',
    ])
  })

  it('goes straight down beside what it passes, and steps aside only above its end', () => {
    // A short branch beside a long one: its way down is free.
    const turn = turnsAmong(
      places({ short: [200, row(0)], long1: [0, row(1)], long2: [0, row(2)], sum: [0, row(3)] }),
    )
    expect(turn('short', 'sum')).toBe('late')
  })

  it('steps aside at once where the way down is taken', () => {
    const turn = turnsAmong(
      places({ fork: [0, row(0)], below: [0, row(1)], more: [0, row(2)], end: [200, row(3)] }),
    )
    expect(turn('fork', 'end')).toBe('early')
  })

  it('curves where both ways are taken, and minds no node above or below', () => {
    const both = turnsAmong(
      places({ a: [0, row(0)], b: [0, row(1)], c: [200, row(1)], d: [200, row(3)] }),
    )
    expect(both('a', 'd')).toBe('curve')
    const far = turnsAmong(
      places({ above: [0, row(-1)], a: [0, row(0)], d: [200, row(3)], below: [0, row(4)] }),
    )
    expect(far('a', 'd')).toBe('late')
  })
})
