import type { DatasetInfo } from '@shared/contract/datasets'
import { phrase, type Words } from '@shared/errors'
import { isFound } from './build'
import { quickFault } from './cache'
import { cifar10, CIFAR10_DOWNLOAD, type KnownDataset } from './catalogue'
import type { DatasetFacts } from './dataset'
import { type Manifest, readManifest } from './manifest'
import { type Entry, entryOf } from './registry'
import { setAsideOf } from './set-aside/kept'

/** What is known of a set that isn't cached. */
function outline({ id, title, known }: Entry): Omit<DatasetFacts, 'state' | 'bytes'> {
  if (known) {
    const { height, width, classes, counts } = known
    return { id, title, kind: 'idx', height, width, channels: 1, classes: [...classes], ...counts }
  }
  if (id === cifar10.id) return { ...cifar10, title }
  return {
    id,
    title,
    kind: 'images',
    height: 0,
    width: 0,
    channels: 0,
    classes: [],
    train: 0,
    test: 0,
  }
}

/** What the cached files say, and a fault of them. */
export function factsOf(manifest: Manifest, fault?: Words): DatasetFacts {
  const { id, title, kind, height, width, channels, classes, train, test, validation } = manifest
  const parts = [train, test, ...(validation ? [validation] : [])]
  const bytes = parts.reduce((sum, { images, labels }) => sum + images.bytes + labels.bytes, 0)
  const shared = {
    id,
    title,
    kind,
    height,
    width,
    channels,
    classes,
    train: train.count,
    test: test.count,
    ...(validation ? { validation: validation.count } : {}),
    bytes,
  }
  return fault === undefined
    ? { ...shared, state: 'ready' }
    : { ...shared, state: 'damaged', note: phrase`${fault}; fetch it again to repair it` }
}

const hostOf = ({ mirrors }: KnownDataset): string => new URL(mirrors[0] ?? 'https:///').host

/** Where a set comes from, and what there is to download. */
function sourceOf({
  id,
  known,
  folder,
  options,
}: Entry): Pick<DatasetInfo, 'origin' | 'place' | 'download' | 'fit'> {
  const fit = options?.fit === undefined ? {} : { fit: options.fit }
  const place = folder === undefined ? {} : { place: folder, ...fit }
  if (known)
    return {
      origin: 'known',
      download: { bytes: known.packedBytes, from: hostOf(known), byHand: false },
    }
  if (id === cifar10.id && folder === undefined)
    return { origin: 'known', download: { ...CIFAR10_DOWNLOAD, byHand: true } }
  return { origin: options === undefined ? 'folder' : 'imported', ...place }
}

async function cachedInfo(entry: Entry, manifest: Manifest, fault?: Words): Promise<DatasetInfo> {
  const setAside = await setAsideOf(manifest)
  return {
    ...factsOf(manifest, fault),
    ...sourceOf(entry),
    ...(setAside ? { setAside } : {}),
  }
}

/** All that there is to say of a set with a cached form. */
export const infoOf = async (manifest: Manifest): Promise<DatasetInfo> =>
  cachedInfo(await entryOf(manifest.id), manifest)

/** State and facts, from the manifest and the sizes of the files. */
export async function describe(entry: Entry): Promise<DatasetInfo> {
  const manifest = await readManifest(entry.id)
  const source = sourceOf(entry)
  if ('damaged' in manifest && !('version' in manifest))
    return {
      ...outline(entry),
      ...source,
      state: 'damaged',
      note: phrase`${manifest.damaged}; fetch it again to repair it`,
      bytes: 0,
    }
  if ('version' in manifest) return cachedInfo(entry, manifest, await quickFault(manifest))
  const { note, ...facts } = outline(entry)
  if (await isFound(entry)) return { ...facts, ...source, state: 'found', bytes: 0 }
  const missing = note ?? (entry.known ? undefined : phrase`${entry.folder ?? entry.id} is gone`)
  return {
    ...facts,
    ...source,
    state: 'missing',
    ...(missing === undefined ? {} : { note: missing }),
    bytes: 0,
  }
}
