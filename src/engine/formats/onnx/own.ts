import { AppError, phrase, type Phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { checkValue } from '@shared/schema-fault'
import { checkMetadata, metadataSchema, notMetadata, type Metadata } from '../metadata'
import { DESCRIPTION_KEY, MODEL_FILE } from './encode'
import { nodeMessage } from './message'
import type { ModelProto, NodeProto } from './proto/onnx_pb'
import { toOnnx, type PlacedPart } from './to-onnx'

/** A network from our own description, and the operators that an export of it has. */
export interface OwnGraph {
  readonly metadata: Metadata
  readonly model: ResolvedModel
  readonly parts: readonly PlacedPart[]
}

/** Whether our own description in a file can be used. */
export interface Description {
  /** Absent if there is none, or if it is ignored. */
  readonly own?: OwnGraph
  /** Why an existing description is ignored. */
  readonly doubt?: Phrase
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

/** A description that fits no network is treated like one of another network. */
function graphOf(metadata: Metadata): OwnGraph | undefined {
  try {
    const model = resolveModel(metadata.spec)
    return { metadata, model, parts: toOnnx(model) }
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined
    throw thrown
  }
}

const doubtAt = (tensor: string): Phrase =>
  phrase`The description that Convscope left in ${MODEL_FILE} is of another graph (they differ at "${tensor}"). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`

/**
 * Our own description is used only if an export of its network has exactly the operators of the
 * file.
 * @throws AppError `invalid-file` for a normalisation that is invalid, in general or for this
 *   network
 */
export function describeOnnx({ metadataProps, graph }: ModelProto): Description {
  const text = metadataProps.find(({ key }) => key === DESCRIPTION_KEY)?.value
  if (text === undefined) return {}
  const result = checkValue(metadataSchema, parsed(text))
  if (!result.success) {
    const [fault] = result.faults
    if (fault.path[0] === 'normalisation') throw notMetadata(MODEL_FILE, fault)
    return {
      doubt: phrase`The description that Convscope left in ${MODEL_FILE} can't be read (${fault.field}: ${fault.words}). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`,
    }
  }
  const own = graphOf(checkMetadata(result.data, MODEL_FILE))
  const differs = own
    ? firstDifference(
        graph?.node ?? [],
        own.parts.flatMap(({ nodes }) => nodes.map(nodeMessage)),
      )
    : result.data.spec.name
  return differs === undefined ? { own } : { doubt: doubtAt(differs) }
}

/** The value of a JSON text; what isn't JSON is no description either. */
function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}
