import { realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { requireOpenable } from '../../runtime/memory'
import { withFileSource } from '../zip/source'
import type { DeclaredWeight, WeightGroup } from './model-json'
import { bytesPerNumber, dequantise, quantizationSchema, type Quantization } from './quantised'

/**
 * Reads all weights that a manifest declares. Every path must be inside `folder`, and declared
 * sizes are compared with those of the files before anything is read.
 * @throws AppError `invalid-file`, `not-found`, `too-large`, `unsupported`.
 */
export async function readWeights(
  folder: string,
  manifest: readonly WeightGroup[],
): Promise<NamedArrays> {
  const declared = manifest.flatMap(({ weights }) => weights)
  for (const weight of declared) byteLength(weight)
  // As float32, which is what they become in memory.
  requireOpenable(
    declared.reduce((sum, { shape }) => sum + 4 * elements(shape), 0),
    basename(folder),
  )
  const names = new Set<string>()
  for (const { name } of declared) {
    if (names.has(name))
      throw new AppError('invalid-file', phrase`model.json declares the weight "${name}" twice.`)
    names.add(name)
  }
  const arrays = new Map<string, NamedArray>()
  for (const group of manifest)
    for (const [name, array] of await readGroup(folder, group)) arrays.set(name, array)
  return arrays
}

/** Whole numbers that Keras keeps beside a layer's weights and no output depends on. */
const COUNTER = /(^|\/)(count|seed_generator_state)(:0)?$/
const COUNTER_BYTES: ReadonlyMap<string, number> = new Map([
  ['int32', 4],
  ['bool', 1],
  ['uint8', 1],
])
const FLOAT_BYTES = 4

const isCounter = ({ name, dtype }: DeclaredWeight): boolean =>
  COUNTER.test(name) && COUNTER_BYTES.has(dtype)

/** @throws AppError `unsupported` for an unknown way of storing numbers in fewer bits */
function quantizationOf({ name, dtype, quantization }: DeclaredWeight): Quantization | undefined {
  if (quantization === undefined) return undefined
  const result = quantizationSchema.safeParse(quantization)
  if (result.success && dtype === 'float32') return result.data
  throw new AppError(
    'unsupported',
    phrase`The weight "${name}" is quantised in a way that is not known here; float32 weights as float16, uint8 and uint16 can be read. Convert the model again with one of them, or without a --quantize option.`,
    { weight: name },
  )
}

function byteLength(weight: DeclaredWeight): number {
  const { name, shape, dtype } = weight
  if (isCounter(weight)) return (COUNTER_BYTES.get(dtype) ?? 0) * elements(shape)
  const quantization = quantizationOf(weight)
  if (dtype !== 'float32')
    throw new AppError(
      'unsupported',
      phrase`The weight "${name}" is of type ${dtype}; only float32 weights can be loaded.`,
      { weight: name },
    )
  return (quantization ? bytesPerNumber(quantization) : FLOAT_BYTES) * elements(shape)
}

/** An array while its file is read. */
interface Stored {
  /** The memory that the file's bytes are read into. */
  readonly bytes: Uint8Array
  /** The array, once they are. */
  readonly array: () => NamedArray
}

/** Plain numbers are read directly into the array's own memory. */
function stored(weight: DeclaredWeight): Stored {
  const { shape } = weight
  const quantization = quantizationOf(weight)
  const bytes = new Uint8Array(byteLength(weight))
  const data = (): Float32Array =>
    quantization ? dequantise(bytes, quantization) : new Float32Array(bytes.buffer)
  return { bytes, array: () => ({ shape, data: data() }) }
}

/** Reads each array from all files that contain it. */
async function readGroup(
  folder: string,
  { paths, weights }: WeightGroup,
): Promise<ReadonlyMap<string, NamedArray>> {
  const declared = weights.reduce((sum, weight) => sum + byteLength(weight), 0)
  const files = await Promise.all(paths.map((path) => locate(folder, path)))
  const found = files.reduce((sum, { size }) => sum + size, 0)
  if (found !== declared) {
    throw new AppError(
      'invalid-file',
      phrase`The weight files ${paths.join(', ')} hold ${found} bytes, and model.json declares ${declared}. The copy may be incomplete.`,
      { declared, found },
    )
  }
  const arrays = weights.map((weight) => ({
    name: weight.name,
    isRead: !isCounter(weight),
    ...stored(weight),
  }))
  const targets = inTurn(arrays.map(({ bytes }) => bytes))
  for (const { path, size } of files) {
    await withFileSource(path, async (source) => {
      for (let at = 0; at < size;) {
        const target = targets.next(size - at)
        await source.readInto(at, target)
        at += target.length
      }
    })
  }
  return new Map(arrays.filter(({ isRead }) => isRead).map(({ name, array }) => [name, array()]))
}

/**
 * The memory of the arrays, one after the other: `next` gives the next part, of at most `most`
 * bytes.
 */
function inTurn(arrays: readonly Uint8Array[]): { next(most: number): Uint8Array } {
  let [index, at] = [0, 0]
  return {
    next(most) {
      while (at === arrays[index]?.length) [index, at] = [index + 1, 0]
      const part = (arrays[index] ?? new Uint8Array(most)).subarray(at, at + most)
      at += part.length
      return part
    },
  }
}

/** A weight file, after following links; it must be a plain file inside the model's folder. */
async function locate(folder: string, path: string): Promise<{ path: string; size: number }> {
  const segments = path.split('/')
  if (
    path.includes('\\') ||
    path.includes('\0') ||
    /^[a-z]+:/i.test(path) ||
    segments.some((part) => part === '' || part === '..')
  ) {
    throw outside(path)
  }
  const root = await realpath(folder)
  const real = await realpath(join(root, ...segments)).catch(() => {
    throw new AppError(
      'not-found',
      phrase`The weight file "${path}" is missing next to model.json. Copy the complete folder of the model.`,
      { path },
    )
  })
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) throw outside(path)
  const info = await stat(real)
  if (!info.isFile())
    throw new AppError('invalid-file', phrase`The weight file "${path}" is not a plain file.`, {
      path,
    })
  return { path: real, size: info.size }
}

const outside = (path: string): AppError =>
  new AppError(
    'invalid-file',
    phrase`model.json names the weight file "${path}", which is not inside the model's folder. Such a model is not loaded.`,
    { path },
  )
