import { create, toBinary } from '@bufbuild/protobuf'
import { onnx } from '@shared/formats/onnx'
import type { Shape } from '@shared/layers/definition'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import type { NamedArrays } from '@shared/model/weights'
import { hasExtra, PIXELS, type Metadata } from '../metadata'
import { storedNumbers } from '../stored-weight'
import { bytesOf, lengthOf, type Pieces } from '../zip/pieces'
import { inputSentence } from './input-sentence'
import { nodeMessage, tensorMessage, valueMessage } from './message'
import {
  ModelProtoSchema,
  TensorProto_DataLocation as DataLocation,
  type TensorProto,
} from './proto/onnx_pb'
import { toOnnx, type PlacedPart } from './to-onnx'
import { preprocessingToOnnx } from './to-onnx/preprocessing'

export const [MODEL_FILE] = onnx.marks
export const DATA_FILE = `${MODEL_FILE}.data`
/** The key of our own description among the file's properties. */
export const DESCRIPTION_KEY = 'convscope'

/** The operator set that most runtimes read, and the version of the format that came with it. */
const OPSET = 17n
const IR_VERSION = 8n
/**
 * More bytes of weights are written into a file of their own: a message holds at most 2 GiB, and
 * writing it takes several times its memory.
 */
const INSIDE = 256 * 1024 * 1024
/** Where arrays of the second file begin, so that runtimes can map them. */
const ALIGNMENT = 4096

/** [height, width, channels] as a file has it; a vector as it is. */
export const channelsFirst = ([height = 0, width, channels]: Shape): Shape =>
  width === undefined || channels === undefined ? [height] : [channels, height, width]

/** Arrays one after the other in a second file, and where each begins. */
class DataFile {
  readonly pieces: Uint8Array[] = []
  #length = 0

  /** @returns the same message with its numbers in this file */
  hold(message: TensorProto): TensorProto {
    const bytes = message.rawData
    const gap = (ALIGNMENT - (this.#length % ALIGNMENT)) % ALIGNMENT
    this.pieces.push(new Uint8Array(gap), bytes)
    const place = { location: DATA_FILE, offset: this.#length + gap, length: bytes.byteLength }
    this.#length += gap + bytes.byteLength
    return {
      ...message,
      rawData: new Uint8Array(),
      dataLocation: DataLocation.EXTERNAL,
      externalData: Object.entries(place).map(([key, value]) => ({
        $typeName: 'onnx.StringStringEntryProto',
        key,
        value: String(value),
      })),
    }
  }
}

const weightTensors = (parts: readonly PlacedPart[], weights: NamedArrays): TensorProto[] =>
  parts.flatMap((part) =>
    (part.weights ?? []).map((weight) =>
      tensorMessage(
        `${part.layer}.${weight.source}`,
        weight.shape,
        storedNumbers(weights, part.layer, weight),
      ),
    ),
  )

/** They stay in the graph's own file: tools that work out shapes read them there. */
const constantTensors = (parts: readonly PlacedPart[]): TensorProto[] =>
  parts.flatMap(({ constants = [] }) =>
    constants.map(({ name, shape, values }) => tensorMessage(name, shape, values)),
  )

/** The network's output; behind it those of the other layers, where they are asked for. */
const outputsOf = (metadata: Metadata, { layers }: ResolvedModel) => {
  const others = hasExtra(metadata, 'all-outputs') ? layers.slice(0, -1) : []
  return [...layers.slice(-1), ...others].map(({ layer, outputShape }) =>
    valueMessage(layer.id, channelsFirst(outputShape)),
  )
}

/** The operators of a network, behind those of its preprocessing where that is asked for. */
export const partsOf = (metadata: Metadata, model: ResolvedModel): readonly PlacedPart[] => [
  ...(hasExtra(metadata, 'preprocessing') ? [preprocessingToOnnx(metadata)] : []),
  ...toOnnx(model),
]

/**
 * A network as an ONNX graph: `model.onnx`, and `model.onnx.data` with the weights of a large
 * network. Its input is [batch, channels, height, width], normalised, or pixels from 0 to 255 with
 * the preprocessing among the extras; its output and every tensor between are named like our layers. Padding is written out, and the batch has any length.
 * @param inside the most bytes of weights that are kept in the graph's own file
 * @throws AppError `invalid-model` naming the layer whose weights are missing
 */
export function encodeOnnx(
  metadata: Metadata,
  weights: NamedArrays,
  inside = INSIDE,
): ReadonlyMap<string, Uint8Array | Pieces> {
  const model = resolveModel(metadata.spec)
  const parts = partsOf(metadata, model)
  const tensors = weightTensors(parts, weights)
  const given = hasExtra(metadata, 'preprocessing') ? PIXELS : INPUT_ID
  const data = new DataFile()
  const isLarge = lengthOf(tensors.map(({ rawData }) => rawData)) > inside
  const bytes = toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      opsetImport: [{ domain: '', version: OPSET }],
      producerName: 'Convscope',
      docString: inputSentence(metadata),
      metadataProps: [{ key: DESCRIPTION_KEY, value: JSON.stringify(metadata) }],
      graph: {
        name: metadata.spec.name,
        node: parts.flatMap(({ nodes }) => nodes.map(nodeMessage)),
        initializer: [
          ...(isLarge ? tensors.map((tensor) => data.hold(tensor)) : tensors),
          ...constantTensors(parts),
        ],
        input: [valueMessage(given, channelsFirst(model.inputShape))],
        output: outputsOf(metadata, model),
      },
    }),
  )
  return new Map<string, Uint8Array | Pieces>([
    [MODEL_FILE, bytesOf(bytes)],
    ...(isLarge ? [[DATA_FILE, data.pieces] as const] : []),
  ])
}
