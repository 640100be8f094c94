import { readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { elements } from '@shared/layers/definition'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { WEIGHTS_LIMIT } from '../limits'
import type { DeclaredWeight, WeightGroup } from './model-json'

/**
 * Reads all weights that a manifest declares. Every path stays inside `folder`, and declared sizes
 * are held against the files' before anything is read.
 * @throws AppError `invalid-file`, `not-found`, `too-large`, `unsupported`.
 */
export async function readWeights(
  folder: string,
  manifest: readonly WeightGroup[],
): Promise<NamedArrays> {
  const total = manifest
    .flatMap(({ weights }) => weights)
    .reduce((sum, weight) => sum + byteLength(weight), 0)
  if (total > WEIGHTS_LIMIT) {
    throw new AppError(
      'too-large',
      phrase`The weights take ${total} bytes; at most ${WEIGHTS_LIMIT} can be loaded.`,
      { bytes: total, limit: WEIGHTS_LIMIT },
    )
  }
  const arrays = new Map<string, NamedArray>()
  for (const group of manifest) {
    const bytes = await readGroup(folder, group)
    let at = 0
    for (const weight of group.weights) {
      if (arrays.has(weight.name))
        throw new AppError(
          'invalid-file',
          phrase`model.json declares the weight "${weight.name}" twice.`,
        )
      const end = at + byteLength(weight)
      arrays.set(weight.name, {
        shape: weight.shape,
        data: new Float32Array(new Uint8Array(bytes.subarray(at, end)).buffer),
      })
      at = end
    }
  }
  return arrays
}

function byteLength({ name, shape, dtype, quantization }: DeclaredWeight): number {
  if (quantization !== undefined) {
    throw new AppError(
      'unsupported',
      phrase`The weight "${name}" is quantised. Convert the model again without a --quantize option.`,
      { weight: name },
    )
  }
  if (dtype !== 'float32') {
    throw new AppError(
      'unsupported',
      phrase`The weight "${name}" is of type ${dtype}; only float32 weights can be loaded.`,
      { weight: name },
    )
  }
  return 4 * elements(shape)
}

async function readGroup(folder: string, { paths, weights }: WeightGroup): Promise<Uint8Array> {
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
  return Buffer.concat(await Promise.all(files.map(({ path }) => readFile(path))), declared)
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
      phrase`The weight file "${path}" is missing beside model.json. Copy the whole folder of the model.`,
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
