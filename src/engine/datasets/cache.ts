import { open, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, phrase, type Words } from '@shared/errors'
import type { SplitName } from '@shared/contract/datasets'
import { alignedBytes } from '../runtime/aligned'
import { asFault, checkCancelled } from '../runtime/faults'
import { writeFileAtomic, writeFolderAtomic } from '../runtime/files'
import type { Work } from '../work/work'
import type { RawDataset, Split } from './dataset'
import { sha256 } from './digest'
import { checkLabels } from './idx'
import { type CachedFile, cachedFiles, cachedFolder, type Manifest, manifestPath } from './manifest'
import { stageOf } from './progress'

const bytesOf = (array: Uint8Array | Uint16Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/**
 * Writes the raw form: pixels and labels as plain bytes beside a manifest with their hashes; all of
 * it or nothing.
 */
export async function writeCache(
  id: string,
  title: string,
  raw: RawDataset,
  job: Work,
): Promise<Manifest> {
  const { kind, height, width, channels, classes } = raw
  let manifest: Manifest | undefined
  await writeFolderAtomic(
    cachedFolder(id),
    async (draft) => {
      const parts = raw.validation ? 3 : 2
      const report = stageOf(job, 'cache', 'files', parts * (raw.train.sizes ? 3 : 2))
      let done = 0
      const put = async (file: string, array: Uint8Array | Uint16Array): Promise<CachedFile> => {
        checkCancelled(job.signal)
        const bytes = bytesOf(array)
        await writeFile(join(draft, file), bytes, { signal: job.signal })
        report(++done)
        return { file, bytes: bytes.length, sha256: await sha256(bytes, { signal: job.signal }) }
      }
      const part = async (name: PartName, { images, labels, count, sizes }: Split) => ({
        count,
        images: await put(`${name}-images.bin`, images),
        labels: await put(`${name}-labels.bin`, labels),
        ...(sizes ? { sizes: await put(`${name}-sizes.bin`, sizes) } : {}),
      })
      const labelBytes = raw.train.labels instanceof Uint16Array ? 2 : 1
      manifest = {
        version: 1,
        id,
        title,
        kind,
        height,
        width,
        channels,
        classes: [...classes],
        labelBytes,
        train: await part('train', raw.train),
        test: await part('test', raw.test),
        ...(raw.validation ? { validation: await part('validation', raw.validation) } : {}),
      }
      await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
    },
    job.signal,
  )
  if (!manifest) throw new AppError('internal', 'The cache was not written')
  return manifest
}

/**
 * What is wrong with a cached set at a glance: a file missing or of another size, or what a
 * verification noted.
 */
export async function quickFault(manifest: Manifest): Promise<Words | undefined> {
  if (manifest.damaged !== undefined) return manifest.damaged
  for (const { file, bytes } of cachedFiles(manifest)) {
    const size = await stat(join(cachedFolder(manifest.id), file)).then(
      (stats) => stats.size,
      () => undefined,
    )
    if (size === undefined) return phrase`${file} is missing`
    if (size !== bytes) return phrase`${file} has ${size} bytes instead of ${bytes}`
  }
  return undefined
}

/**
 * Holds every cached byte against its hash; the first fault is noted in the manifest, so that the
 * set is rebuilt before its next use.
 */
export async function fullFault(
  manifest: Manifest,
  { signal, onProgress }: Work,
): Promise<Words | undefined> {
  const quick = await quickFault(manifest)
  if (quick !== undefined) return quick
  const total = cachedFiles(manifest).reduce((sum, { bytes }) => sum + bytes, 0)
  const report = stageOf({ onProgress }, 'verify', 'bytes', total)
  let before = 0
  for (const { file, bytes, sha256: expected } of cachedFiles(manifest)) {
    const contents = await readFile(join(cachedFolder(manifest.id), file), { signal })
    const found = await sha256(contents, {
      signal,
      onProgress: ({ done }) => report(before + done),
    })
    before += bytes
    if (found === expected) continue
    const damaged = phrase`${file} has changed since it was cached: its SHA-256 is ${found}, not ${expected}`
    await writeFileAtomic(
      manifestPath(manifest.id),
      `${JSON.stringify({ ...manifest, damaged }, null, 1)}\n`,
    )
    return damaged
  }
  return undefined
}

/** A part of a set's cached form. */
export type PartName = SplitName | 'validation'

/** @throws AppError `invalid-argument` where the set has no such part */
function fileOf(manifest: Manifest, name: PartName) {
  const part = manifest[name]
  if (part) return part
  throw new AppError('invalid-argument', phrase`${manifest.title} has no part “${name}”.`)
}

/**
 * Loads one part. Sizes and label range are checked, hashes aren't: that is what `verifyDataset` is
 * for.
 * @throws AppError `corrupt`, `cancelled`
 */
export async function readCachedSplit(
  manifest: Manifest,
  name: PartName,
  signal?: AbortSignal,
): Promise<Split> {
  const { count, images, labels, sizes } = fileOf(manifest, name)
  const split = {
    count,
    images: await readCached(manifest, images, signal),
    labels: asLabels(await readCached(manifest, labels, signal), manifest.labelBytes),
    ...(sizes ? { sizes: asPairs(await readCached(manifest, sizes, signal)) } : {}),
  }
  checkLabels(split.labels, manifest.classes.length, labels.file)
  return split
}

/** Between two pieces of this size a cancellation is heard. */
const PIECE_BYTES = 2 ** 22

async function readCached(
  { id }: Manifest,
  { file, bytes }: CachedFile,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const path = join(cachedFolder(id), file)
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw asFault(error, phrase`read ${path}`)
  })
  try {
    const { size } = await handle.stat()
    if (size !== bytes)
      throw new AppError('corrupt', phrase`${path} has ${size} bytes instead of ${bytes}`, { path })
    const contents = alignedBytes(bytes)
    for (let at = 0; at < bytes;) {
      checkCancelled(signal)
      const { bytesRead } = await handle.read(contents, at, Math.min(PIECE_BYTES, bytes - at), at)
      if (bytesRead === 0)
        throw new AppError('corrupt', phrase`${path} has ${at} bytes instead of ${bytes}`, { path })
      at += bytesRead
    }
    return contents
  } catch (error) {
    throw asFault(error, phrase`read ${path}`)
  } finally {
    await handle.close()
  }
}

/** Two-byte labels lie in this machine's byte order: the cache is never carried to another. */
const asLabels = (bytes: Uint8Array, labelBytes: 1 | 2): Uint8Array | Uint16Array =>
  labelBytes === 1 ? bytes : asPairs(bytes)
const asPairs = (bytes: Uint8Array): Uint16Array => new Uint16Array(bytes.slice().buffer)

/** Classes of all pictures of a half. */
export const readCachedLabels = async (manifest: Manifest, name: SplitName): Promise<Int32Array> =>
  Int32Array.from(asLabels(await readCached(manifest, manifest[name].labels), manifest.labelBytes))

/** Some pictures of a half, read without loading the rest. `indices` are in range. */
export async function readCachedPictures(
  manifest: Manifest,
  name: SplitName,
  indices: readonly number[],
): Promise<{ pixels: Uint8Array; labels: Int32Array }> {
  const size = manifest.height * manifest.width * manifest.channels
  const { images, labels } = manifest[name]
  const pixels = await readRecords(join(cachedFolder(manifest.id), images.file), size, indices)
  const stored = asLabels(
    await readRecords(join(cachedFolder(manifest.id), labels.file), manifest.labelBytes, indices),
    manifest.labelBytes,
  )
  return { pixels, labels: Int32Array.from(stored) }
}

async function readRecords(
  path: string,
  size: number,
  indices: readonly number[],
): Promise<Uint8Array> {
  const records = new Uint8Array(indices.length * size)
  try {
    const file = await open(path, 'r')
    try {
      for (const [to, index] of indices.entries()) {
        const { bytesRead } = await file.read(records, to * size, size, index * size)
        if (bytesRead !== size)
          throw new AppError('corrupt', phrase`${path} ends before picture ${index}`, { path })
      }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw asFault(error, phrase`read ${path}`)
  }
  return records
}
