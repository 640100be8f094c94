export interface LayoutNode {
  readonly id: string
  /** The group that it lies in. */
  readonly group?: string | undefined
}
export interface LayoutLink {
  readonly from: string
  readonly to: string
}

/**
 * A stretch of the graph between two nodes that every path passes, both among its nodes: the first
 * and, where `closed`, the last.
 */
export interface Segment {
  readonly nodes: readonly LayoutNode[]
  readonly links: readonly LayoutLink[]
  readonly closed: boolean
}

/**
 * Cuts a graph where nothing leads past a node: there its parts hang together by that one node, so
 * each can be arranged alone. A group is never cut. Nodes come in the order of the network, where
 * every layer stands behind what it reads.
 */
export function segmentsOf(
  nodes: readonly LayoutNode[],
  links: readonly LayoutLink[],
): readonly Segment[] {
  if (nodes.length === 0) return []
  const at = new Map(nodes.map(({ id }, index) => [id, index]))
  const spans = links.map(
    ({ from, to }) =>
      [at.get(from) ?? 0, at.get(to) ?? 0].sort((a, b) => a - b) as [number, number],
  )
  const passed = covered(nodes.length, [
    ...spans.map(([a, b]) => [a + 1, b - 1] as const),
    ...groupSpans(nodes),
  ])
  const cuts = nodes.flatMap((_, index) => (index === 0 || !passed[index] ? [index] : []))
  if (cuts.length === 1 || cuts.at(-1) !== nodes.length - 1) cuts.push(nodes.length)
  const within: LayoutLink[][] = cuts.map(() => [])
  let segment = 0
  const starts = nodes.map((_, index) => (index === cuts[segment + 1] ? ++segment : segment))
  links.forEach((link, index) => within[starts[spans[index]?.[0] ?? 0] ?? 0]?.push(link))
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? nodes.length
    return {
      nodes: nodes.slice(from, to + 1),
      links: within[index] ?? [],
      closed: to < nodes.length,
    }
  })
}

/** Which places lie in one of these spans, both ends included. */
function covered(count: number, spans: readonly (readonly [number, number])[]): readonly boolean[] {
  const change = new Int32Array(count + 1)
  for (const [first, last] of spans) {
    if (last < first) continue
    change[first] = (change[first] ?? 0) + 1
    change[last + 1] = (change[last + 1] ?? 0) - 1
  }
  let depth = 0
  return Array.from({ length: count }, (_, index) => (depth += change[index] ?? 0) > 0)
}

function groupSpans(nodes: readonly LayoutNode[]): readonly (readonly [number, number])[] {
  const spans = new Map<string, [number, number]>()
  nodes.forEach(({ group }, index) => {
    if (group !== undefined) spans.set(group, [spans.get(group)?.[0] ?? index, index])
  })
  return [...spans.values()]
}

/**
 * Segments of one form get one arrangement: how many nodes, which of them in which frame, and what
 * leads where.
 */
export function formOf({ nodes, links, closed }: Segment): string {
  const at = new Map(nodes.map(({ id }, index) => [id, index]))
  const frames = new Map<string, number>()
  const frame = ({ group }: LayoutNode): string => {
    if (group === undefined) return '-'
    if (!frames.has(group)) frames.set(group, frames.size)
    return String(frames.get(group))
  }
  return `${closed ? 'c' : 'o'}${nodes.map(frame).join()}|${links.map(({ from, to }) => `${at.get(from)}>${at.get(to)}`).join()}`
}
