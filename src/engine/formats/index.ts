import type { Phrase } from '@shared/errors'
import { describesItself, exportFormatSchema, FORMATS, type ExportFormat } from '@shared/formats'
import type { ResolvedModel } from '@shared/model/resolve'
import { DESCRIPTION_FILE } from '@shared/formats/certificate'
import type { ModelFormat } from '@shared/formats/format'
import type { NamedArrays } from '@shared/model/weights'
import { descriptionText } from './description'
import { encodeKeras, kerasRemarks } from './keras/encode'
import { isKeras, readKerasMetadata, readKerasModel } from './keras/read'
import { kerasScript } from './keras/script'
import type { Look } from './look'
import type { Metadata } from './metadata'
import { encodeNpz } from './npz/encode'
import { readNpzMetadata, readNpzModel } from './npz/read'
import { encodeOnnx } from './onnx/encode'
import { onnxScript } from './onnx/script'
import { isOnnx, readOnnxMetadata, readOnnxModel } from './onnx/read'
import { encodePytorch } from './pytorch/encode'
import { pytorchScript } from './pytorch/script'
import type { ReadModel } from './read-model'
import { encodeSafetensors } from './safetensors/encode'
import { readSafetensorsMetadata, readSafetensorsModel } from './safetensors/read'
import { encodeSavedmodel } from './savedmodel/encode'
import { readSavedmodelMetadata, readSavedmodelModel } from './savedmodel/read'
import { runSavedmodel } from './savedmodel/run'
import { savedmodelScript } from './savedmodel/script'
import { encodeTfjs, tfjsRemarks } from './tfjs/encode'
import { readTfjsMetadata, readTfjsModel } from './tfjs/read'
import type { Pieces } from './zip/pieces'

/** Files by their names. */
type Files = ReadonlyMap<string, Uint8Array | Pieces>

/** How the engine writes and reads the files of a format. */
interface Codec {
  /** The files of a network with its weights. @throws AppError `invalid-model` */
  readonly encode: (metadata: Metadata, weights: NamedArrays) => Files | Promise<Files>
  /** Remarks for the user on what the files can't hold of the network. */
  readonly remarks?: (metadata: Metadata) => readonly Phrase[]
  /** How such files are read; absent if they can only be written. */
  readonly reader?: Reader
  /** The program that repeats the certificate's check with the tool that the format is for. */
  readonly script?: (metadata: Metadata) => string
  /**
   * Runs the files by the tool that they are for, where that is a part of this engine: the outputs of
   * examples [examples, height, width, channels], one after the other.
   */
  readonly run?: (path: string, model: ResolvedModel, inputs: Float32Array) => Promise<Float32Array>
  /** What is read back of the network; the rest is computed by another program. @default all */
  readonly opens?: 'weights'
}

/** How the files of a format are read. */
export interface Reader {
  /** Reads the model of a folder, or of the file that marks one. */
  readonly read: (path: string) => Promise<ReadModel>
  /**
   * Reads the model's description without its weights; undefined if there is none apart from the
   * layers.
   */
  readonly readMetadata: (path: string) => Promise<Metadata | undefined>
}

export const TFJS: Reader = { read: readTfjsModel, readMetadata: readTfjsMetadata }
const KERAS: Reader = { read: readKerasModel, readMetadata: readKerasMetadata }
const ONNX: Reader = { read: readOnnxModel, readMetadata: readOnnxMetadata }
/** A PyTorch export has its description in the same file, which also says how its arrays lie. */
const SAFETENSORS: Reader = { read: readSafetensorsModel, readMetadata: readSafetensorsMetadata }
const SAVEDMODEL: Reader = { read: readSavedmodelModel, readMetadata: readSavedmodelMetadata }
const NPZ: Reader = { read: readNpzModel, readMetadata: readNpzMetadata }

/** Every export format; the compiler names one that is forgotten here. */
const CODECS: Readonly<Record<ExportFormat, Codec>> = {
  tfjs: { encode: encodeTfjs, remarks: tfjsRemarks, reader: TFJS },
  onnx: { encode: encodeOnnx, reader: ONNX, script: onnxScript },
  keras: { encode: encodeKeras, remarks: kerasRemarks, reader: KERAS, script: kerasScript },
  savedmodel: {
    encode: encodeSavedmodel,
    reader: SAVEDMODEL,
    script: savedmodelScript,
    run: runSavedmodel,
  },
  pytorch: {
    encode: encodePytorch,
    reader: SAFETENSORS,
    script: pytorchScript,
    opens: 'weights',
  },
  safetensors: { encode: encodeSafetensors, reader: SAFETENSORS },
  npz: { encode: encodeNpz, reader: NPZ },
}

/** The files of a network in a format. */
export const encodeModel = (
  format: ExportFormat,
  metadata: Metadata,
  weights: NamedArrays,
): Files | Promise<Files> => CODECS[format].encode(metadata, weights)

/** The description of an exported model, where its format's files don't have one of their own. */
export function describingFiles(
  format: ExportFormat,
  metadata: Metadata,
): ReadonlyMap<string, Uint8Array> {
  if (describesItself(format)) return new Map()
  return new Map([[DESCRIPTION_FILE, new TextEncoder().encode(descriptionText(metadata))]])
}

/** The program for the tool of a format that repeats the certificate's check; not every format has one. */
export const checkScript = (format: ExportFormat, metadata: Metadata): string | undefined =>
  CODECS[format].script?.(metadata)

/**
 * What the tool of a format gives for examples, if the engine has that tool.
 * @param format the name of any format of models
 */
export async function runExport(
  format: string,
  path: string,
  model: ResolvedModel,
  inputs: Float32Array,
): Promise<Float32Array | undefined> {
  const known = exportFormatSchema.safeParse(format)
  return known.success ? CODECS[known.data].run?.(path, model, inputs) : undefined
}

/** What of a network is opened when its export is read here. */
export const openedOf = (format: ExportFormat): 'network' | 'weights' =>
  CODECS[format].opens ?? 'network'

/** What the files of a format can't hold of a network. */
export const remarksOn = (format: ExportFormat, metadata: Metadata): readonly Phrase[] =>
  CODECS[format].remarks?.(metadata) ?? []

/** The formats that can be read, each with the names of the files that identify it. */
export const READERS: readonly (Pick<ModelFormat, 'id' | 'marks' | 'files'> & Reader)[] = (
  FORMATS as readonly ModelFormat<ExportFormat>[]
).flatMap(({ id, marks, files }) => {
  const { reader } = CODECS[id]
  return reader ? [{ id, marks, ...(files && { files }), ...reader }] : []
})

interface FileReader extends Reader {
  readonly id: string
  readonly is: (look: Look) => boolean
}

/** The formats of which a single file is a model, with how such a file is recognised. */
export const FILE_READERS: readonly FileReader[] = [
  { id: 'keras', ...KERAS, is: isKeras },
  { id: 'onnx', ...ONNX, is: isOnnx },
]
