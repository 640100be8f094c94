import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Point } from '../document/kept'
import { layout, NODE } from './layout'
import type { LayoutLink, LayoutNode } from './segments'

/** The library's own worker, run in this thread: the one that the window starts in another. */
beforeAll(async () => {
  const { Worker } = (await import('elkjs/lib/elk-worker.js')) as unknown as { Worker: unknown }
  vi.stubGlobal('Worker', Worker)
})

const nodesOf = (text: string): LayoutNode[] =>
  text.split(' ').map((word) => ({ id: word.split('/')[0] ?? '', group: word.split('/')[1] }))
const linksOf = (text: string): LayoutLink[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ from: word.split('>')[0] ?? '', to: word.split('>')[1] ?? '' }))
const arrange = (nodes: string, links: string): Promise<Readonly<Record<string, Point>>> =>
  layout(nodesOf(nodes), linksOf(links))

const apart = (a: Point, b: Point): boolean =>
  Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height
function overlapping(places: Readonly<Record<string, Point>>): string[] {
  const all = Object.entries(places)
  return all.flatMap(([id, point], index) =>
    all.slice(index + 1).flatMap(([other, at]) => (apart(point, at) ? [] : [`${id} ${other}`])),
  )
}
const middle = ({ x }: Point): number => x + NODE.width / 2

describe('layout', () => {
  it('hangs a chain straight down, at equal distances', async () => {
    const places = await arrange('input a b c', 'input>a a>b b>c')
    expect(Object.values(places).map(({ x }) => x)).toEqual([0, 0, 0, 0])
    expect(Object.values(places).map(({ y }) => y)).toEqual([0, 62, 124, 186])
  })

  it('puts branches beside each other, and what follows them below the place where they meet', async () => {
    const places = await arrange('input a b c sum d', 'input>a a>b a>c b>sum c>sum sum>d')
    const at = (id: string): Point => places[id] ?? { x: Number.NaN, y: Number.NaN }
    expect(at('b').y).toBe(at('c').y)
    expect(Math.abs(at('b').x - at('c').x)).toBeGreaterThanOrEqual(NODE.width)
    expect([at('sum').y > at('b').y, at('d').x === at('sum').x, at('d').y > at('sum').y]).toEqual([
      true,
      true,
      true,
    ])
  })

  it('makes way for a link that passes layers by', async () => {
    const places = await arrange('input a b sum', 'input>a a>b b>sum input>sum')
    const line = middle(places['input'] ?? { x: 0, y: 0 })
    expect(middle(places['sum'] ?? { x: 1, y: 0 })).toBe(line)
    // Neither of those between may touch the line from the first to the last.
    for (const id of ['a', 'b'])
      expect(Math.abs(middle(places[id] ?? { x: 0, y: 0 }) - line)).toBeGreaterThan(NODE.width / 2)
  })

  it('keeps others out of a group', async () => {
    const places = await arrange('input a/g b/g c d', 'input>a a>b a>c b>d c>d')
    const box = ['a', 'b'].map((id) => places[id] ?? { x: 0, y: 0 })
    const [left, right] = [
      Math.min(...box.map(({ x }) => x)),
      Math.max(...box.map(({ x }) => x)) + NODE.width,
    ]
    const [top, bottom] = [
      Math.min(...box.map(({ y }) => y)),
      Math.max(...box.map(({ y }) => y)) + NODE.height,
    ]
    for (const id of ['input', 'c', 'd']) {
      const { x, y } = places[id] ?? { x: left, y: top }
      expect([
        id,
        x >= right || x + NODE.width <= left || y >= bottom || y + NODE.height <= top,
      ]).toEqual([id, true])
    }
  })

  it('repeats the arrangement of a block wherever it stands', async () => {
    const block = (n: number): { nodes: string; links: string } => ({
      nodes: `p${n} q${n} s${n}`,
      links: `e${n}>p${n} e${n}>q${n} p${n}>s${n} q${n}>s${n} s${n}>e${n + 1}`,
    })
    const blocks = [0, 1, 2].map(block)
    const places = await arrange(
      `e0 ${blocks.map(({ nodes }, n) => `${nodes} e${n + 1}`).join(' ')}`,
      blocks.map(({ links }) => links).join(' '),
    )
    const relative = (n: number): (readonly [number, number])[] =>
      ['p', 'q', 's'].map((name) => [
        (places[`${name}${n}`]?.x ?? 0) - (places[`e${n}`]?.x ?? 0),
        (places[`${name}${n}`]?.y ?? 0) - (places[`e${n}`]?.y ?? 0),
      ])
    expect(relative(1)).toEqual(relative(0))
    expect(relative(2)).toEqual(relative(0))
  })

  it('places whatever it is given: nothing lies over another, and every link leads down', async () => {
    const graph = fc
      .integer({ min: 2, max: 12 })
      .chain((count) =>
        fc.tuple(
          fc.constant(count),
          fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 16 }),
        ),
      )
    await fc.assert(
      fc.asyncProperty(graph, async ([count, pairs]) => {
        const nodes = Array.from({ length: count }, (_, index): LayoutNode => ({ id: `n${index}` }))
        const chain = nodes
          .slice(1)
          .map(({ id }, index): LayoutLink => ({ from: `n${index}`, to: id }))
        // Every layer reads an earlier one; some read others besides.
        const more = pairs
          .filter(([a, b]) => a < b - 1)
          .map(([a, b]): LayoutLink => ({ from: `n${a}`, to: `n${b}` }))
        const links = [
          ...chain,
          ...more.filter(
            (link, index) =>
              more.findIndex(({ from, to }) => from === link.from && to === link.to) === index,
          ),
        ]
        const places = await layout(nodes, links)
        expect(Object.keys(places).sort()).toEqual(nodes.map(({ id }) => id).sort())
        expect(overlapping(places)).toEqual([])
        for (const { from, to } of links)
          expect((places[to]?.y ?? 0) - (places[from]?.y ?? 0)).toBeGreaterThanOrEqual(NODE.height)
      }),
      { numRuns: 40 },
    )
  })
})
