import { phrase, type Phrase } from '@shared/errors'
import type { ResolvedModel } from '@shared/model/resolve'
import type { Metadata } from '../metadata'
import { descriptionIn, readDescription, type Description } from '../own-description'
import { DESCRIPTION_KEY, MODEL_FILE, partsOf } from './encode'
import { nodeMessage } from './message'
import type { ModelProto, NodeProto } from './proto/onnx_pb'
import type { PlacedPart } from './to-onnx'

/** A network from our own description, and the operators that an export of it has. */
export interface OwnGraph {
  readonly metadata: Metadata
  readonly model: ResolvedModel
  readonly parts: readonly PlacedPart[]
}

/** An operator as text, its attributes by name: other programs may write them in another order. */
function textOf({ opType, input, output, attribute }: NodeProto): string {
  const values = attribute
    .map(({ name, f, i, s, floats, ints }) =>
      JSON.stringify([name, f, String(i), [...s], floats, ints.map(String)]),
    )
    .sort()
  return JSON.stringify([opType, input, output, values])
}

/** The tensor at which two lists of operators differ; undefined if they are the same. */
function firstDifference(
  file: readonly NodeProto[],
  own: readonly NodeProto[],
): string | undefined {
  const known = new Map(own.map((node) => [node.output[0] ?? '', textOf(node)]))
  const other = file.find((node) => known.get(node.output[0] ?? '') !== textOf(node))
  if (other) return other.output[0] ?? ''
  const there = new Set(file.map(({ output }) => output[0] ?? ''))
  return [...known.keys()].find((name) => !there.has(name))
}

const doubtAt = (tensor: string): Phrase =>
  phrase`The description that Convscope left in ${MODEL_FILE} is of another graph (they differ at "${tensor}"). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`

/**
 * Our own description in an ONNX file, if an export of its network has exactly the operators of the
 * file.
 * @throws AppError as {@link readDescription}
 */
export function describeOnnx({ metadataProps, graph }: ModelProto): Description<OwnGraph> {
  const text = metadataProps.find(({ key }) => key === DESCRIPTION_KEY)?.value
  return readDescription<readonly PlacedPart[], OwnGraph>(descriptionIn(text), {
    file: MODEL_FILE,
    exported: (model, metadata) => partsOf(metadata, model),
    compare(metadata, model, parts) {
      const nodes = parts.flatMap((part) => part.nodes.map(nodeMessage))
      const differs = firstDifference(graph?.node ?? [], nodes)
      return differs === undefined ? { own: { metadata, model, parts } } : { differs }
    },
    doubtAt,
  })
}
