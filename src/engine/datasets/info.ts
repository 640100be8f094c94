import type { DatasetInfo } from '@shared/contract/datasets'
import { phrase, type Words } from '@shared/errors'
import { isFound } from './build'
import { quickFault } from './cache'
import { cifar10 } from './catalogue'
import { cachedFiles, type Manifest, readManifest } from './manifest'
import type { Entry } from './registry'

/** What is known of a set that isn't cached. */
function outline({ id, title, known }: Entry): Omit<DatasetInfo, 'state' | 'bytes'> {
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

export function infoOf(manifest: Manifest, fault?: Words): DatasetInfo {
  const { id, title, kind, height, width, channels, classes, train, test } = manifest
  const bytes = cachedFiles(manifest).reduce((sum, file) => sum + file.bytes, 0)
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
    bytes,
  }
  return fault === undefined
    ? { ...shared, state: 'ready' }
    : { ...shared, state: 'damaged', note: phrase`${fault}; fetching it again mends it` }
}

/** State and facts, from the manifest and the sizes of the files. */
export async function describe(entry: Entry): Promise<DatasetInfo> {
  const manifest = await readManifest(entry.id)
  if ('damaged' in manifest && !('version' in manifest))
    return {
      ...outline(entry),
      state: 'damaged',
      note: phrase`${manifest.damaged}; fetching it again mends it`,
      bytes: 0,
    }
  if ('version' in manifest) return infoOf(manifest, await quickFault(manifest))
  const { note, ...facts } = outline(entry)
  if (await isFound(entry)) return { ...facts, state: 'found', bytes: 0 }
  const missing = note ?? (entry.known ? undefined : phrase`${entry.folder ?? entry.id} is gone`)
  return {
    ...facts,
    state: 'missing',
    ...(missing === undefined ? {} : { note: missing }),
    bytes: 0,
  }
}
