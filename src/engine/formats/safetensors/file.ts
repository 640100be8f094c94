import { z } from 'zod'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { elements } from '@shared/layers/definition'
import type { NamedArray } from '@shared/model/weights'
import { requireOpenable } from '../../runtime/memory'
import { TOPOLOGY_LIMIT } from '../limits'
import { readPart, type ByteSource } from '../zip/source'
import { LENGTH_BYTES, type Place } from './encode'
import { NUMBER_KINDS } from './numbers'

const whole = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const placeSchema = z.strictObject({
  dtype: z.string().max(16),
  shape: z.array(whole).max(8),
  data_offsets: z.tuple([whole, whole]),
})
const textsSchema = z.record(z.string(), z.string())

/** What the header of a file says. */
export interface Header {
  readonly texts: Readonly<Record<string, string>>
  readonly places: ReadonlyMap<string, Place>
  /** Where the arrays begin. */
  readonly start: number
}

const damaged = (fault: Phrase): AppError =>
  new AppError('invalid-file', phrase`This is not a safetensors file, or it is damaged: ${fault}`)

/** @throws AppError `invalid-file` for arrays outside the file or over each other */
function checkPlaces(places: ReadonlyMap<string, Place>, size: number): void {
  const inOrder = [...places].sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])
  let end = 0
  for (const [name, { dtype, shape, data_offsets: offsets }] of inOrder) {
    const kind = NUMBER_KINDS.get(dtype)
    if (!kind)
      throw new AppError(
        'unsupported',
        phrase`"${name}" has numbers of the type ${dtype}; F32, F16 and BF16 are read.`,
      )
    if (offsets[1] - offsets[0] !== elements(shape) * kind.bytes)
      throw damaged(phrase`the size of "${name}" does not fit its shape.`)
    if (offsets[0] < end) throw damaged(phrase`"${name}" lies over another array.`)
    if (offsets[1] > size) throw damaged(phrase`"${name}" ends behind the end of the file.`)
    end = offsets[1]
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(parseJson(text))
  } catch {
    throw damaged(phrase`its header is not JSON.`)
  }
}

/**
 * The header of a file, checked against the file's size.
 * @throws AppError `invalid-file`, `unsupported` for other numbers than floating point of 16 or 32
 *   bits
 */
export async function readHeader(source: ByteSource): Promise<Header> {
  if (source.size < LENGTH_BYTES) throw damaged(phrase`it is too short.`)
  const lengthBytes = await readPart(source, 0, LENGTH_BYTES)
  const length = new DataView(lengthBytes.buffer).getBigUint64(0, true)
  if (length > TOPOLOGY_LIMIT || Number(length) > source.size - LENGTH_BYTES)
    throw damaged(phrase`its header would be longer than the file or than a header may be.`)
  const text = Buffer.from(await readPart(source, LENGTH_BYTES, Number(length))).toString('utf8')
  const { __metadata__: about, ...rest } = parsed(text)
  const texts = textsSchema.safeParse(about ?? {})
  const places = new Map<string, Place>()
  for (const [name, value] of Object.entries(rest)) {
    const place = placeSchema.safeParse(value)
    if (!place.success) throw damaged(phrase`its header does not describe "${name}".`)
    places.set(name, place.data)
  }
  const start = LENGTH_BYTES + Number(length)
  checkPlaces(places, source.size - start)
  return { texts: texts.success ? texts.data : {}, places, start }
}

/** One array of a file as float32. @throws AppError `too-large` */
export async function readArray(
  source: ByteSource,
  { start }: Header,
  { dtype, shape, data_offsets: [from, end] }: Place,
): Promise<NamedArray> {
  requireOpenable(elements(shape) * 4, `[${shape.join(', ')}]`)
  const bytes = await readPart(source, start + from, end - from)
  const data = NUMBER_KINDS.get(dtype)?.read(bytes) ?? new Float32Array()
  return { shape, data }
}
