import { phrase, type Phrase } from '@shared/errors'
import type { ResolvedModel } from '@shared/model/resolve'
import { encodeSavedModel, readSavedModel, type NodeProto } from '../../graph'
import type { Metadata } from '../metadata'
import { descriptionIn, readDescription, type Description } from '../own-description'
import { MODEL_FILE } from './encode'
import { networkGraph, weightName } from './graph'

/** A network from our own description, and its arrays in the file. */
export interface OwnGraph {
  readonly metadata: Metadata
  readonly model: ResolvedModel
  readonly held: ReadonlyMap<string, NodeProto>
}

/** Names of the nodes that hold the network's weights. */
const weightNames = ({ layers }: ResolvedModel): ReadonlySet<string> =>
  new Set(
    layers.flatMap(({ layer, weights }) => weights.map(({ name }) => weightName(layer.id, name))),
  )

const bytesAsText = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value

/** A node as text, its attributes by name: another program may write them in another order. */
const textOf = ({ op, input, attr }: NodeProto): string =>
  JSON.stringify(
    [op, input, Object.entries(attr).sort(([a], [b]) => (a < b ? -1 : 1))],
    bytesAsText,
  )

/** The nodes that an export of a network has, as they are read back, without its weights. */
function exportedNodes(metadata: Metadata): readonly NodeProto[] {
  const { nodes } = networkGraph(metadata, () => new Float32Array(1))
  return readSavedModel(encodeSavedModel(nodes, 1)).nodes
}

/** The node at which two graphs differ; undefined if they are the same but for their weights. */
function firstDifference(
  file: readonly NodeProto[],
  own: readonly NodeProto[],
  weights: ReadonlySet<string>,
): string | undefined {
  const known = new Map(own.map((node) => [node.name, node]))
  const names = new Set(file.map(({ name }) => name))
  const same = (node: NodeProto): boolean => {
    const other = known.get(node.name)
    if (!other) return false
    return weights.has(node.name) ? other.op === node.op : textOf(other) === textOf(node)
  }
  if (names.size !== file.length) return file[0]?.name ?? ''
  return (file.find((node) => !same(node)) ?? own.find(({ name }) => !names.has(name)))?.name
}

const doubtAt = (node: string): Phrase =>
  phrase`The description that Convscope left in ${MODEL_FILE} is of another graph (they differ at "${node}").`

/** Our own description of a SavedModel, if an export of its network has exactly its graph. */
export function describeSavedModel(
  nodes: readonly NodeProto[],
  text: string | undefined,
): Description<OwnGraph> {
  return readDescription<ResolvedModel, OwnGraph>(descriptionIn(text), {
    file: MODEL_FILE,
    exported: (model) => model,
    compare(metadata, model) {
      const weights = weightNames(model)
      const differs = firstDifference(nodes, exportedNodes(metadata), weights)
      if (differs !== undefined) return { differs }
      const held = nodes.filter(({ name }) => weights.has(name)).map((node) => [node.name, node])
      return { own: { metadata, model, held: new Map(held as [string, NodeProto][]) } }
    },
    doubtAt,
  })
}
