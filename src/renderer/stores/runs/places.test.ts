import { describe, expect, it } from 'vitest'
import { keepPlaces } from './places'

const of = (ids: string, before?: ReadonlyMap<string, number>) =>
  keepPlaces(before ?? new Map(), ids.split(' '))
const text = (places: ReadonlyMap<string, number>): string =>
  [...places].map(([id, place]) => `${id}${place}`).join(' ')

describe('the places of shown runs', () => {
  it('are numbered in their order', () => {
    expect(text(of('a b c'))).toBe('a0 b1 c2')
  })

  it('stay when another run goes, and the next one gets the free place', () => {
    const left = of('a c', of('a b c'))
    expect(text(left)).toBe('a0 c2')
    expect(text(of('c a d', left))).toBe('c2 a0 d1')
  })
})
