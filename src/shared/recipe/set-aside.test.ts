import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asideMark, countAside, setAsideSchema, withoutPlaces, withPlaces } from './set-aside'

const positions = fc
  .uniqueArray(fc.nat(500), { maxLength: 30 })
  .map((all) => all.sort((a, b) => a - b))
const places = fc.record({ train: positions, test: positions })

describe('pictures set aside', () => {
  it('ascend, each once, and are few enough for a recipe', () => {
    expect(setAsideSchema.parse({ train: [1, 2] })).toEqual({ train: [1, 2], test: [] })
    for (const train of [[2, 1], [1, 1], [-1], [0.5], Array.from({ length: 20_001 }, (_, i) => i)])
      expect(setAsideSchema.safeParse({ train }).success).toBe(false)
  })

  it('are added and taken back without a trace', () => {
    fc.assert(
      fc.property(places, places, (some, more) => {
        const fresh = withoutPlaces(more, some)
        const all = withPlaces(some, more)
        expect(countAside(all)).toBe(countAside(some) + countAside(fresh))
        expect(withoutPlaces(all, fresh)).toEqual(some)
        expect(setAsideSchema.safeParse(all).success).toBe(true)
      }),
    )
  })

  it('have a mark that tells lists of one length apart', () => {
    expect(asideMark({ train: [1], test: [] })).toMatch(/^[0-9a-f]{4}$/)
    expect(asideMark({ train: [1], test: [] })).not.toBe(asideMark({ train: [], test: [1] }))
    expect(asideMark({ train: [1, 2], test: [] })).not.toBe(asideMark({ train: [1, 3], test: [] }))
  })
})
