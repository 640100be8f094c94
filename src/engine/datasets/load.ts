import type { DatasetImages, SplitName } from '@shared/contract/datasets'
import { AppError, phrase } from '@shared/errors'
import type { Work } from '../work/work'
import { readCachedLabels, readCachedPictures, readCachedSplit } from './cache'
import type { Dataset } from './dataset'
import { factsOf } from './info'
import { contentsOf, fingerprintOf, type Manifest } from './manifest'
import { readyManifest } from './ready'

/**
 * Sets in memory, shared by all who hold them at the same time; a set that nobody holds is freed.
 */
const held = new Map<string, WeakRef<Dataset>>()

/** Names a data set's very bytes: changes whenever they do. */
export const datasetContents = (id: string): Promise<string> =>
  repairing(id, {}, (manifest) => Promise.resolve(contentsOf(manifest)))

/**
 * Loads a data set into memory. One that lies on this machine but isn't cached, or whose cache is
 * damaged, is built first.
 * @throws AppError `not-found` (with the command that brings it), `corrupt`, `cancelled`
 */
export async function loadDataset(
  id: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Dataset> {
  return repairing(id, { signal }, async (manifest) => {
    const fingerprint = fingerprintOf(manifest)
    const key = [id, fingerprint, manifest.validation?.images.sha256].join(' ')
    const known = held.get(key)?.deref()
    if (known) return known
    const [train, test, validation] = await Promise.all([
      readCachedSplit(manifest, 'train', signal),
      readCachedSplit(manifest, 'test', signal),
      manifest.validation && readCachedSplit(manifest, 'validation', signal),
    ])
    const own = validation ? { validation } : {}
    const dataset = { info: factsOf(manifest), fingerprint, train, test, ...own }
    held.set(key, new WeakRef(dataset))
    return dataset
  })
}

/**
 * Some pictures with their labels, read from the cached file without loading the rest.
 * @param indices positions in the half, 0-based
 * @throws AppError `invalid-argument` for an index beyond the end, and those of `loadDataset`
 */
export async function datasetImages(
  id: string,
  split: SplitName,
  indices: readonly number[],
): Promise<DatasetImages> {
  return repairing(id, {}, async (manifest) => {
    const { count } = manifest[split]
    const beyond = indices.find((index) => !Number.isInteger(index) || index < 0 || index >= count)
    if (beyond !== undefined)
      throw new AppError(
        'invalid-argument',
        phrase`${manifest.title} has no ${split} picture ${beyond}: they are numbered 0 … ${count - 1}`,
        { index: beyond, count },
      )
    const { height, width, channels } = manifest
    return { height, width, channels, ...(await readCachedPictures(manifest, split, indices)) }
  })
}

/** Classes of all pictures. @throws AppError those of `loadDataset` */
export const datasetLabels = (id: string): Promise<Record<SplitName, Int32Array>> =>
  repairing(id, {}, async (manifest) => ({
    train: await readCachedLabels(manifest, 'train'),
    test: await readCachedLabels(manifest, 'test'),
  }))

/**
 * Uses a set; if its cached form turns out damaged in the use, it is built anew from its files and
 * used once more.
 */
async function repairing<T>(
  id: string,
  job: Work,
  use: (manifest: Manifest) => Promise<T>,
): Promise<T> {
  const manifest = await readyManifest(id, job)
  try {
    return await use(manifest)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'corrupt') throw error
    return use(await readyManifest(id, job, true))
  }
}
