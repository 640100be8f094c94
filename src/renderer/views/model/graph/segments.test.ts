import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formOf, segmentsOf, type LayoutLink, type LayoutNode } from './segments'

const nodesOf = (text: string): LayoutNode[] =>
  text.split(' ').map((word) => ({ id: word.split('/')[0] ?? '', group: word.split('/')[1] }))
const linksOf = (text: string): LayoutLink[] =>
  text.split(' ').map((word) => ({ from: word.split('>')[0] ?? '', to: word.split('>')[1] ?? '' }))
const cut = (nodes: string, links: string): string[] =>
  segmentsOf(nodesOf(nodes), linksOf(links)).map(
    (segment) => segment.nodes.map(({ id }) => id).join(' ') + (segment.closed ? '' : ' …'),
  )

describe('segmentsOf', () => {
  it('cuts a chain at every node', () => {
    expect(cut('input a b', 'input>a a>b')).toEqual(['input a', 'a b'])
  })

  it('keeps what branches together, from where they part to where they meet', () => {
    expect(cut('input a b c sum d', 'input>a a>b a>c b>sum c>sum sum>d')).toEqual([
      'input a',
      'a b c sum',
      'sum d',
    ])
    expect(cut('input a sum', 'input>a a>sum input>sum')).toEqual(['input a sum'])
  })

  it('never cuts through a group', () => {
    expect(cut('input a/g b/g c', 'input>a a>b b>c')).toEqual(['input a b c'])
    expect(cut('input a b/g c/g', 'input>a a>b b>c')).toEqual(['input a', 'a b c …'])
  })

  it('gives blocks of one form the same word, and others another', () => {
    const [, first, second, third] = segmentsOf(
      nodesOf('input a b s c d t e u'),
      linksOf('input>a a>b a>s b>s s>c s>t c>d d>t t>e t>u e>u'),
    )
    expect(
      first &&
        second &&
        third && [formOf(first) === formOf(third), formOf(first) === formOf(second)],
    ).toEqual([true, false])
  })

  it('has every node, and every link once, whatever the graph', () => {
    const graph = fc.integer({ min: 1, max: 14 }).chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 20 }),
        fc.array(fc.option(fc.constantFrom('g', 'h'), { nil: undefined }), {
          minLength: count,
          maxLength: count,
        }),
      ),
    )
    fc.assert(
      fc.property(graph, ([count, pairs, groups]) => {
        const nodes = Array.from({ length: count }, (_, index): LayoutNode => ({
          id: `n${index}`,
          group: groups[index],
        }))
        const links = pairs
          .filter(([a, b]) => a !== b)
          .map(([a, b]): LayoutLink => ({ from: `n${a}`, to: `n${b}` }))
        const segments = segmentsOf(nodes, links)
        expect([...new Set(segments.flatMap((segment) => segment.nodes))]).toEqual(nodes)
        expect(segments.flatMap((segment) => segment.links)).toHaveLength(links.length)
        for (const segment of segments) {
          const ids = new Set(segment.nodes.map(({ id }) => id))
          for (const { from, to } of segment.links)
            expect([ids.has(from), ids.has(to)]).toEqual([true, true])
        }
        segments
          .slice(1)
          .forEach((segment, index) => expect(segments[index]?.nodes.at(-1)).toBe(segment.nodes[0]))
      }),
    )
  })
})
