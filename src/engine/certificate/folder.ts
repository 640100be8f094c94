import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { z } from 'zod'
import { certificateSchema, type Certificate } from '@shared/contract/certificate'
import { AppError, phrase } from '@shared/errors'
import { CERTIFICATE_FILE, CERTIFICATE_FOLDER } from '@shared/formats/certificate'
import { parseJson } from '@shared/json/parse'
import { elements } from '@shared/layers/definition'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { checkValue } from '@shared/schema-fault'
import { TOPOLOGY_LIMIT } from '../formats/limits'
import { checkMetadata, metadataSchema, type Metadata } from '../formats/metadata'
import { decodeNpy, encodeNpy, NPY_START } from '../formats/npz/npy'
import { npzPieces, readNpz } from '../formats/npz/npz'
import type { Pieces } from '../formats/zip/pieces'
import { withFileSource } from '../formats/zip/source'
import { decodePicture, type RasterPicture } from '../pictures'
import { encodeRgb } from '../pictures/png/encode'
import { outputOf, type Inputs, type Sample, type Samples } from './samples'

/** The inputs, [examples, height, width, channels]. */
const INPUTS_FILE = 'inputs.npy'
/** The outputs, as far as they are compared. */
const OUTPUTS_FILE = 'outputs.npy'
/** Of each layer `<id>` [examples, units] and `<id>.units` [units], their places in an example. */
const LAYERS_FILE = 'layers.npz'
const UNITS = '.units'
const MOST_EXAMPLES = 32

/** What a certificate says, read from its folder. */
export interface HeldCertificate {
  readonly certificate: Certificate
  readonly metadata: Metadata
  readonly inputs: Inputs
  readonly samples: Samples
  /** None if the examples are no pictures. */
  readonly pictures: readonly RasterPicture[]
}

export const pictureName = (i: number): string => `${String(i).padStart(2, '0')}.png`

const rgbOf = ({ height, width, rgba }: RasterPicture): Uint8Array => {
  const rgb = new Uint8Array(3 * height * width)
  for (let at = 0; at < height * width; at += 1) rgb.set(rgba.subarray(4 * at, 4 * at + 3), 3 * at)
  return rgb
}

/** The files of the folder: pictures, inputs, outputs and some units of every layer. */
export async function certificateFiles(
  model: ResolvedModel,
  { inputs, samples, pictures }: Pick<HeldCertificate, 'inputs' | 'samples' | 'pictures'>,
): Promise<ReadonlyMap<string, Uint8Array | Pieces>> {
  const files = new Map<string, Uint8Array | Pieces>()
  for (const [i, picture] of pictures.entries())
    files.set(pictureName(i), await encodeRgb({ ...picture, rgb: rgbOf(picture) }))
  const { count, data } = inputs
  files.set(INPUTS_FILE, encodeNpy({ shape: [count, ...model.inputShape], data }))
  const { outputShape = [] } = model.layers.at(-1) ?? {}
  const last = samples.get(outputOf(model))
  if (last && last.units.length === elements(outputShape))
    files.set(OUTPUTS_FILE, encodeNpy({ shape: [count, ...outputShape], data: last.values }))
  files.set(LAYERS_FILE, npzPieces(arraysOf(samples, count)))
  return files
}

const arraysOf = (samples: Samples, count: number): NamedArrays =>
  new Map(
    [...samples].flatMap(([id, { units, values }]): (readonly [string, NamedArray])[] => [
      [id, { shape: [count, units.length], data: values }],
      [id + UNITS, { shape: [units.length], data: Float32Array.from(units) }],
    ]),
  )

const damaged = (file: string): AppError =>
  new AppError(
    'invalid-file',
    phrase`${file} of the certificate is damaged or belongs to another export; export the model again.`,
    { file },
  )

async function readText(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name)
  const info = await stat(path).catch(() => undefined)
  if (!info?.isFile()) return undefined
  if (info.size > TOPOLOGY_LIMIT) throw damaged(name)
  return readFile(path, 'utf8')
}

/** The arrays of a file of samples, by their names. */
export const readArrays = (path: string): Promise<NamedArrays> =>
  withFileSource(path, (source) => readNpz(source))

/** Values of an array at the units of another sample. @throws AppError `invalid-file` */
export function sampleIn(
  arrays: NamedArrays,
  id: string,
  units: Int32Array,
  count: number,
  file: string,
): Sample | undefined {
  const array = arrays.get(id)
  if (!array) return undefined
  if (array.shape.join() !== [count, units.length].join()) throw damaged(file)
  return { units, values: array.data }
}

function samplesIn(arrays: NamedArrays, count: number): Samples {
  const samples = new Map<string, Sample>()
  for (const id of arrays.keys()) {
    if (id.endsWith(UNITS)) continue
    const units = arrays.get(id + UNITS)
    const sample = units && sampleIn(arrays, id, Int32Array.from(units.data), count, LAYERS_FILE)
    if (!sample) throw damaged(LAYERS_FILE)
    samples.set(id, sample)
  }
  return samples
}

async function readInputs(path: string, shape: readonly number[]): Promise<Inputs> {
  const { size } = await stat(path).catch(() => {
    throw damaged(INPUTS_FILE)
  })
  if (size > 4 * MOST_EXAMPLES * elements(shape) + NPY_START) throw damaged(INPUTS_FILE)
  const { shape: found, data } = decodeNpy(await readFile(path), INPUTS_FILE)
  const [count = 0] = found
  if (count < 1 || found.join() !== [count, ...shape].join()) throw damaged(INPUTS_FILE)
  return { count, data }
}

async function readJsonFile<S extends z.ZodType>(
  schema: S,
  folder: string,
  name: string,
): Promise<z.output<S> | undefined> {
  const text = await readText(folder, name)
  if (text === undefined) return undefined
  const result = checkValue(schema, parseJson(text))
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw new AppError('invalid-file', phrase`${name} can't be read: ${field}: ${words}`)
}

/**
 * The certificate of an export; undefined if there is none.
 * @throws AppError `invalid-file` for damage
 */
export async function readCertificate(folder: string): Promise<HeldCertificate | undefined> {
  const certificate = await readJsonFile(certificateSchema, folder, CERTIFICATE_FILE)
  if (!certificate) return undefined
  const { description, examples } = certificate
  const described = await readJsonFile(metadataSchema, folder, basename(description))
  if (!described) throw damaged(basename(description))
  const metadata = checkMetadata(described, basename(description))
  const within = join(folder, CERTIFICATE_FOLDER)
  const inputs = await readInputs(join(within, INPUTS_FILE), resolveModel(metadata.spec).inputShape)
  const samples = samplesIn(await readArrays(join(within, LAYERS_FILE)), inputs.count)
  const named = examples.flatMap(({ picture }) => (picture === null ? [] : [basename(picture)]))
  const pictures = await Promise.all(
    named.map(async (name) => decodePicture(await readFile(join(within, name)), name)),
  )
  if (pictures.length > 0 && pictures.length !== inputs.count) throw damaged(INPUTS_FILE)
  return { certificate, metadata, inputs, samples, pictures }
}
