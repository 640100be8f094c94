import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js'
import workerUrl from 'elkjs/lib/elk-worker.min.js?url'
import type { Point } from '../document/kept'

export const NODE = { width: 172, height: 44 } as const

export interface LayoutNode {
  readonly id: string
  /** The group that it lies in. */
  readonly group?: string | undefined
}
export interface LayoutLink {
  readonly from: string
  readonly to: string
}

const SPACING = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.spacing.nodeNode': '28',
  'elk.layered.spacing.nodeNodeBetweenLayers': '18',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
} as const
const FRAME = { ...SPACING, 'elk.padding': '[top=34,left=14,bottom=14,right=14]' } as const

let elk: InstanceType<typeof ELK> | undefined
/** In a worker: a thousand layers take a while, and the graph stays alive meanwhile. */
const engine = (): InstanceType<typeof ELK> => (elk ??= new ELK({ workerFactory: () => new Worker(workerUrl) }))

/** Where each node goes: layer below layer, links as short and straight as can be. Top left corners, in pixels. */
export async function layout(nodes: readonly LayoutNode[], links: readonly LayoutLink[]): Promise<Readonly<Record<string, Point>>> {
  const boxes = new Map<string, ElkNode>()
  const children: ElkNode[] = []
  for (const { id, group } of nodes) {
    const node: ElkNode = { id, ...NODE }
    if (group === undefined) children.push(node)
    else {
      const box: ElkNode = boxes.get(group) ?? { id: `group:${group}`, layoutOptions: FRAME, children: [] }
      if (!boxes.has(group)) children.push(box)
      boxes.set(group, box)
      box.children?.push(node)
    }
  }
  const edges = links.map(({ from, to }, index) => ({ id: `e${index}`, sources: [from], targets: [to] }))
  const result = await engine().layout({ id: 'root', layoutOptions: SPACING, children, edges })
  const placed: Record<string, Point> = {}
  const walk = (node: ElkNode, dx: number, dy: number): void => {
    const [x, y] = [dx + (node.x ?? 0), dy + (node.y ?? 0)]
    if (!node.id.startsWith('group:') && node.id !== 'root') placed[node.id] = { x, y }
    for (const child of node.children ?? []) walk(child, x, y)
  }
  walk(result, 0, 0)
  return placed
}
