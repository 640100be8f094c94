import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { namesNeeded } from '@shared/model/output/meaning'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArray } from '@shared/model/weights'
import type { Look } from '../look'
import type { Metadata } from '../metadata'
import type { ReadModel } from '../read-model'
import { MODEL_FILE } from './encode'
import { holdsConstant, readConstants, readFloats, readOnnxFile } from './file'
import { fromOnnx } from './from-onnx'
import { propertiesOf } from './from-onnx/properties'
import { describeOnnx, type OwnGraph } from './own'
import type { ModelProto, TensorProto } from './proto/onnx_pb'
import type { PlacedPart } from './to-onnx'
import type { OnnxConstant } from './to-onnx/node'
import type { StoredWeight } from '../stored-weight'

/**
 * Whether a file is an ONNX model, whatever its name: a version as protocol buffers write it, then
 * the name of the program that wrote the model.
 */
export const isOnnx = ({ start }: Look): boolean =>
  start.startsWith('\u0008') && start.charCodeAt(1) <= 32 && start[2] === '\u0012'

/**
 * Reads an ONNX model: one that was exported here comes back bit for bit, any other is converted.
 * @param path the folder, or the `.onnx` file
 * @throws AppError `not-found`, `invalid-file`, `too-large`, `unsupported` with each
 *   operator that can't be taken over
 */
export async function readOnnxModel(path: string): Promise<ReadModel> {
  const file = await fileAt(path)
  const message = await readOnnxFile(file)
  const { own, doubt } = describeOnnx(message)
  return own ? readOwn(file, message, own) : readForeign(file, message, doubt)
}

/** A graph that another program has written, or changed. */
async function readForeign(file: string, message: ModelProto, doubt?: Phrase): Promise<ReadModel> {
  const constants = await readConstants(file, message.graph?.initializer ?? [])
  const { spec, weights, meaning } = withDoubt(doubt, () =>
    fromOnnx(basename(file), message, constants),
  )
  const { classes = [], normalisation } = propertiesOf(message, spec.input.channels)
  const count = namesNeeded(meaning, resolveModel(spec).classes)
  const areNamed = count > 0 && classes.length === count
  const unknown = [
    ...(normalisation ? [] : (['preprocessing'] as const)),
    ...(areNamed || count === 0 ? [] : (['classes'] as const)),
  ]
  return {
    metadata: {
      spec,
      classes: areNamed ? classes : [],
      meaning,
      invert: false,
      ...(normalisation && { normalisation }),
    },
    weights,
    ...(doubt && { notes: [doubt] }),
    ...(unknown.length > 0 && { unknown }),
  }
}

/**
 * The description in an ONNX file of ours; another program's graph has to be read for it.
 * @throws AppError as {@link readOnnxModel}
 */
export async function readOnnxMetadata(path: string): Promise<Metadata> {
  const file = await fileAt(path)
  const message = await readOnnxFile(file)
  const { own, doubt } = describeOnnx(message)
  return own ? own.metadata : (await readForeign(file, message, doubt)).metadata
}

async function fileAt(path: string): Promise<string> {
  const info = await stat(path).catch(() => undefined)
  return info?.isDirectory() ? join(path, MODEL_FILE) : path
}

/** An ignored description may be the reason why a graph of ours is refused. */
function withDoubt<T>(doubt: Phrase | undefined, read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    if (!doubt || !(thrown instanceof AppError)) throw thrown
    throw new AppError(thrown.code, phrase`${thrown.words} ${doubt}`, thrown.details)
  }
}

async function readOwn(
  file: string,
  { graph }: ModelProto,
  { metadata, model, parts }: OwnGraph,
): Promise<ReadModel> {
  const tensors = new Map((graph?.initializer ?? []).map((tensor) => [tensor.name, tensor]))
  for (const part of parts)
    for (const constant of part.constants ?? [])
      await requireConstant(file, part, constant, tensors.get(constant.name))
  const weights = new Map<string, NamedArray>()
  for (const { layer, weights: infos } of model.layers) {
    const part = parts.find(({ layer: id }) => id === layer.id)
    for (const { name, shape } of infos) {
      const weight = part?.weights?.find(({ source }) => source === name)
      const id = `${layer.id}.${name}`
      const data = weight && part && (await readWeight(file, part, weight, tensors.get(id)))
      if (data) weights.set(id, { shape, data })
    }
  }
  return { metadata, weights }
}

async function readWeight(
  file: string,
  { layer }: PlacedPart,
  { source, shape, unpack }: StoredWeight,
  tensor: TensorProto | undefined,
): Promise<Float32Array> {
  const array = tensor && (await readFloats(file, tensor))
  if (array?.shape.join() !== shape.join())
    throw new AppError(
      'invalid-file',
      phrase`The weights "${source}" of layer "${layer}" are missing or have the wrong size; export the model again.`,
      { layer },
    )
  return unpack ? unpack(array.data) : array.data
}

/** The description has the network's constants; a file with others is of another network. */
async function requireConstant(
  file: string,
  { layer }: PlacedPart,
  constant: OnnxConstant,
  tensor: TensorProto | undefined,
): Promise<void> {
  if (tensor && (await holdsConstant(file, tensor, constant))) return
  throw new AppError(
    'invalid-file',
    phrase`The numbers "${constant.name}" of layer "${layer}" are constants of the network, and the file has others; export the model again.`,
    { layer },
  )
}
