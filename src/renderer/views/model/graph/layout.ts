import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Point } from '../document/kept'
import { formOf, segmentsOf, type LayoutLink, type LayoutNode, type Segment } from './segments'

export const NODE = { width: 172, height: 44 } as const
/** Between a node and the one below it. */
export const GAP = 18
/** Between a link that passes by and what it passes, a frame's edge included. */
const LANE = 34

const SPACING = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.spacing.nodeNode': '28',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(GAP),
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
} as const
const FRAME = { ...SPACING, 'elk.padding': '[top=34,left=14,bottom=14,right=14]' } as const

let elk: InstanceType<typeof ELK> | undefined
/**
 * In a worker, so that the graph stays alive meanwhile. It is started before it is needed: its code
 * takes a while to be read.
 */
const engine = (): InstanceType<typeof ELK> =>
  (elk ??= new ELK({ workerFactory: () => new Worker(workerUrl) }))
export const warmUp = (): void => void engine()

/** Arrangements by form. Deep networks repeat a few blocks, and an edit changes one of them. */
const known = new Map<string, readonly Point[]>()
const KNOWN_MOST = 400

/**
 * Where each node goes: layer below layer, links as short and straight as can be. Top left corners,
 * in pixels. The graph is arranged segment by segment, one hung below the other, so that a network
 * of a thousand layers takes as long as its blocks.
 */
export async function layout(
  nodes: readonly LayoutNode[],
  links: readonly LayoutLink[],
): Promise<Readonly<Record<string, Point>>> {
  const segments = segmentsOf(nodes, links)
  const forms = segments.map(formOf)
  if (known.size > KNOWN_MOST) known.clear()
  const missing = new Map(
    segments.flatMap((segment, index) =>
      known.has(forms[index] ?? '') ? [] : [[forms[index] ?? '', segment] as const],
    ),
  )
  const found = new Map(
    await Promise.all(
      [...missing].map(async ([form, segment]) => [form, await arranged(segment)] as const),
    ),
  )
  for (const [form, points] of found) known.set(form, points)
  const placed: Record<string, Point> = {}
  let [dx, dy] = [0, 0]
  segments.forEach((segment, index) => {
    const points = found.get(forms[index] ?? '') ?? known.get(forms[index] ?? '') ?? []
    segment.nodes.forEach(({ id }, place) => {
      const point = points[place] ?? { x: 0, y: 0 }
      placed[id] = { x: dx + point.x, y: dy + point.y }
    })
    const end = points.at(-1) ?? { x: 0, y: 0 }
    ;[dx, dy] = [dx + end.x, dy + end.y]
  })
  return placed
}

/**
 * A segment's nodes, its first at the origin and, where it is closed, its last straight below that.
 */
async function arranged(segment: Segment): Promise<readonly Point[]> {
  const { nodes, links, closed } = segment
  if (nodes.length === 2 && links.length <= 1 && closed)
    return [
      { x: 0, y: 0 },
      { x: 0, y: NODE.height + GAP },
    ]
  const places = await byLibrary(nodes, links)
  const [first, end] = [nodes[0]?.id, nodes.at(-1)?.id]
  const origin = places.get(nodes[0]?.id ?? '') ?? { x: 0, y: 0 }
  const relative = nodes.map(({ id }) => {
    const { x, y } = places.get(id) ?? origin
    return { x: x - origin.x, y: y - origin.y }
  })
  const skipped = closed && links.some(({ from, to }) => from === first && to === end)
  const points = skipped ? besideLine(relative) : relative
  const last = points.at(-1)
  if (!closed || !last) return points
  // Whatever hangs loose beside it, the next segment begins below all of this one.
  const lowest = Math.max(...points.map(({ y }) => y))
  const alone = points.every((point) => point === last || point.y < lowest)
  return [
    ...points.slice(0, -1),
    alone ? { x: 0, y: lowest } : { x: 0, y: lowest + NODE.height + GAP },
  ]
}

/**
 * A link straight from the first to the last runs down between the others, which make way for it.
 */
function besideLine(points: readonly Point[]): readonly Point[] {
  const clear = NODE.width / 2 + LANE
  const inner = points.slice(1, -1)
  const need = (side: 1 | -1): number =>
    Math.max(
      0,
      ...inner.filter(({ x }) => (x > 0 ? 1 : -1) === side).map(({ x }) => clear - Math.abs(x)),
    )
  const [left, right] = [need(-1), need(1)]
  return points.map((point, index) =>
    index === 0 || index === points.length - 1
      ? point
      : { ...point, x: point.x + (point.x > 0 ? right : -left) },
  )
}

async function byLibrary(
  nodes: readonly LayoutNode[],
  links: readonly LayoutLink[],
): Promise<ReadonlyMap<string, Point>> {
  const boxes = new Map<string, ElkNode>()
  const children: ElkNode[] = []
  for (const { id, group } of nodes) {
    const node: ElkNode = { id, ...NODE }
    if (group === undefined) children.push(node)
    else {
      const box: ElkNode = boxes.get(group) ?? {
        id: `group:${group}`,
        layoutOptions: FRAME,
        children: [],
      }
      if (!boxes.has(group)) children.push(box)
      boxes.set(group, box)
      box.children?.push(node)
    }
  }
  const edges = links.map(({ from, to }, index) => ({
    id: `e${index}`,
    sources: [from],
    targets: [to],
  }))
  const result = await engine().layout({ id: 'root', layoutOptions: SPACING, children, edges })
  const placed = new Map<string, Point>()
  const walk = (node: ElkNode, dx: number, dy: number): void => {
    const [x, y] = [dx + (node.x ?? 0), dy + (node.y ?? 0)]
    if (!node.id.startsWith('group:') && node.id !== 'root') placed.set(node.id, { x, y })
    for (const child of node.children ?? []) walk(child, x, y)
  }
  walk(result, 0, 0)
  return placed
}
