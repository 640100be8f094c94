import type { Dimensions, Edge, Node } from '@vue-flow/core'
import type { ExaminedLayer, Examination } from '@shared/model/examine'
import { INPUT_ID } from '@shared/model/spec'
import { t } from '@renderer/i18n'
import { groupNode, type Group, type Point } from '../document/kept'
import { NODE } from './layout'
import type { LayoutLink, LayoutNode } from './segments'
import { turnsAmong } from './turns'

/** What a node's component draws. */
export type NodeData =
  | { readonly kind: 'layer'; readonly layer: ExaminedLayer }
  | { readonly kind: 'input'; readonly shape: readonly number[] }
  | {
      readonly kind: 'folded'
      readonly group: Group
      readonly faulty: boolean
      readonly parameters: number
    }
  | {
      readonly kind: 'frame'
      readonly group: Group
      readonly left: number
      readonly top: number
      readonly width: number
      readonly height: number
    }

export interface Structure {
  /** What stands for a layer: itself, or the folded group that it lies in. */
  readonly nodes: readonly LayoutNode[]
  readonly links: readonly LayoutLink[]
}

/** Which node stands for which layer. */
function representatives(groups: readonly Group[]): ReadonlyMap<string, string> {
  return new Map(
    groups
      .filter(({ folded }) => folded)
      .flatMap(({ id, layers }) => layers.map((layer) => [layer, groupNode(id)] as const)),
  )
}

/** Nodes and links as they are drawn; a folded group is one node. */
export function structureOf(examination: Examination, groups: readonly Group[]): Structure {
  const stands = representatives(groups)
  const frame = new Map(
    groups
      .filter(({ folded }) => !folded)
      .flatMap(({ id, layers }) => layers.map((layer) => [layer, id] as const)),
  )
  const nodes = new Map<string, LayoutNode>([[INPUT_ID, { id: INPUT_ID }]])
  const links = new Map<string, LayoutLink>()
  for (const { key } of examination.layers) {
    const id = stands.get(key) ?? key
    if (!nodes.has(id)) nodes.set(id, { id, group: frame.get(key) })
  }
  for (const { key, inputs } of examination.layers) {
    const to = stands.get(key) ?? key
    for (const input of inputs) {
      const from = stands.get(input) ?? input
      if (from !== to && nodes.has(from)) links.set(`${from}>${to}`, { from, to })
    }
  }
  return { nodes: [...nodes.values()], links: [...links.values()] }
}

/** A word that changes when the drawing has to be arranged anew. */
export const structureKey = ({ nodes, links }: Structure): string =>
  `${nodes.map(({ id, group }) => `${id}/${group ?? ''}`).join(' ')}|${links.map(({ from, to }) => `${from}>${to}`).join(' ')}`

const alike = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((item, index) => item === b[index]))

/** Whether the same layers read the same ones: then nothing has to be arranged anew. */
export const sameStructure = (
  before: readonly ExaminedLayer[],
  after: readonly ExaminedLayer[],
): boolean =>
  before.length === after.length &&
  before.every((layer, index) => {
    const now = after[index]
    return (
      now === layer ||
      (now !== undefined && now.key === layer.key && alike(now.inputs, layer.inputs))
    )
  })

/**
 * Sizes are told beforehand, so that nothing has to be drawn to be measured; Vue Flow's own type
 * leaves the field out.
 */
const sized = (dimensions: Dimensions): object => ({ dimensions: { ...dimensions } })

const PAD = { side: 14, top: 34 } as const

/** Where every node stands. One without a place yet stands below what it reads. */
export function placesOf(
  { nodes, links }: Structure,
  positions: Readonly<Record<string, Point>>,
): ReadonlyMap<string, Point> {
  const above = new Map(links.map(({ from, to }) => [to, from]))
  const places = new Map<string, Point>()
  for (const { id } of nodes) {
    const source = places.get(above.get(id) ?? '')
    places.set(
      id,
      positions[id] ?? { x: source?.x ?? 0, y: source ? source.y + NODE.height + 18 : 0 },
    )
  }
  return places
}

/** The nodes and links as Vue Flow takes them; of a large graph only those that `wanted` names. */
export function elementsOf(
  examination: Examination,
  groups: readonly Group[],
  places: ReadonlyMap<string, Point>,
  structure: Structure,
  wanted?: ReadonlySet<string>,
): { readonly nodes: Node<NodeData>[]; readonly edges: Edge[] } {
  const layers = new Map(examination.layers.map((layer) => [layer.key, layer]))
  const { input } = examination.draft
  const shown = ({ id }: { readonly id: string }): boolean => wanted?.has(id) ?? true
  const nodes = structure.nodes.filter(shown).map(({ id }): Node<NodeData> => {
    const base = {
      id,
      position: places.get(id) ?? { x: 0, y: 0 },
      ...sized(NODE),
      connectable: true,
      focusable: false,
      zIndex: 1,
    }
    const layer = layers.get(id)
    if (layer) return { ...base, type: 'layer', data: { kind: 'layer', layer } }
    const group = groups.find((each) => groupNode(each.id) === id)
    if (!group)
      return {
        ...base,
        type: 'layer',
        draggable: true,
        data: { kind: 'input', shape: [input.height, input.width, input.channels] },
      }
    const members = group.layers.flatMap((member) => layers.get(member) ?? [])
    return {
      ...base,
      type: 'layer',
      connectable: false,
      data: {
        kind: 'folded',
        group,
        faulty: members.some(({ problems }) => problems.length > 0),
        parameters: members.reduce((sum, { summary }) => sum + summary.parameters, 0),
      },
    }
  })
  const frames = groups.filter(({ folded }) => !folded).flatMap((group) => frameOf(group, places))
  const links = structure.links.filter(({ from, to }) => shown({ id: from }) && shown({ id: to }))
  const turn = turnsAmong(places)
  const edges = links.map(({ from, to }): Edge => ({
    id: `${from}>${to}`,
    type: 'link',
    data: { turn: turn(from, to) },
    source: from,
    target: to,
    focusable: false,
    interactionWidth: 18,
    ariaLabel: t('model.graph.unlinked', { from, to }),
  }))
  return { nodes: [...frames, ...nodes], edges }
}

function frameOf(group: Group, places: ReadonlyMap<string, Point>): Node<NodeData>[] {
  const points = group.layers.flatMap((id) => places.get(id) ?? [])
  if (points.length === 0) return []
  const [left, top] = [
    Math.min(...points.map(({ x }) => x)) - PAD.side,
    Math.min(...points.map(({ y }) => y)) - PAD.top,
  ]
  const width = Math.max(...points.map(({ x }) => x)) + NODE.width + PAD.side - left
  const height = Math.max(...points.map(({ y }) => y)) + NODE.height + PAD.side - top
  return [
    {
      id: groupNode(group.id),
      type: 'frame',
      position: { x: left, y: top },
      ...sized({ width, height }),
      connectable: false,
      focusable: false,
      zIndex: 0,
      data: { kind: 'frame', group, left, top, width, height },
    },
  ]
}
