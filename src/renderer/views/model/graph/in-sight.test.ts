import { describe, expect, it } from 'vitest'
import { areaOf, contains, extentOf, inSight } from './in-sight'

const ids = Array.from({ length: 40 }, (_, index) => `n${index}`)
const structure = {
  nodes: ids.map((id) => ({ id })),
  links: [
    ...ids.slice(1).map((to, index) => ({ from: `n${index}`, to })),
    { from: 'n2', to: 'n30' },
  ],
}
const places = new Map(ids.map((id, index) => [id, { x: 0, y: index * 62 }]))

describe('what of a graph is in sight', () => {
  it('is what lies in the pane, and the ends of links that cross it', () => {
    const area = areaOf({
      viewport: { x: 0, y: -620, zoom: 1 },
      dimensions: { width: 400, height: 200 },
    })
    expect([area.top, area.bottom]).toEqual([620, 820])
    // 10 … 13 lie in it, 9 leads to 10, 14 hangs on 13, and the long link from 2 to 30 passes.
    expect([...inSight(structure, places, area)].sort()).toEqual(
      ['n10', 'n11', 'n12', 'n13', 'n14', 'n2', 'n30', 'n9'].sort(),
    )
  })

  it('grows with the margin and with a smaller zoom', () => {
    const view = { viewport: { x: 0, y: 0, zoom: 0.5 }, dimensions: { width: 400, height: 200 } }
    expect(areaOf(view, 1)).toEqual({ left: -800, top: -400, right: 1600, bottom: 800 })
    expect(contains(areaOf(view, 1), areaOf(view))).toBe(true)
    expect(contains(areaOf(view), areaOf(view, 1))).toBe(false)
  })

  it('is bounded by all nodes; an empty graph by the place of one', () => {
    expect(extentOf(places)).toEqual({ left: 0, top: 0, right: 172, bottom: 39 * 62 + 44 })
    expect(extentOf(new Map())).toEqual({ left: 0, top: 0, right: 172, bottom: 44 })
  })
})
