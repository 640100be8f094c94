import { AppError, phrase } from '@shared/errors'
import { checkCancelled } from '../runtime/faults'
import type { Work } from '../work/work'
import { build } from './build'
import { fullFault, quickFault } from './cache'
import { oneAtATime } from './lock'
import { type Manifest, readManifest } from './manifest'
import { type Entry, entryOf } from './registry'

/**
 * The manifest of a set that can be used. One that isn't cached yet, or whose cached form is
 * damaged, is built from its files where they are on this machine; the network is left alone.
 * @param suspect rebuild although nothing is wrong at a glance
 * @throws AppError `not-found`, `corrupt` …, saying how to bring it
 */
export async function readyManifest(id: string, job: Work, suspect = false): Promise<Manifest> {
  const entry = await entryOf(id)
  return oneAtATime(id, async () => {
    checkCancelled(job.signal)
    const manifest = await readManifest(id)
    if (!suspect && 'version' in manifest && (await quickFault(manifest)) === undefined)
      return manifest
    return build(entry, 'local', job)
  })
}

/** Verifies what is cached and builds it anew, from anywhere, unless every byte is right. */
export function fetchManifest(entry: Entry, job: Work): Promise<Manifest> {
  return oneAtATime(entry.id, async () => {
    checkCancelled(job.signal)
    const manifest = await readManifest(entry.id)
    if ('version' in manifest && (await fullFault(manifest, job)) === undefined) return manifest
    return build(entry, 'anywhere', job)
  })
}

/** @throws AppError `corrupt` naming the file, `not-found` where nothing is cached. */
export async function verifiedManifest(id: string, job: Work): Promise<Manifest> {
  const entry = await entryOf(id)
  return oneAtATime(id, async () => {
    const manifest = await readManifest(id)
    if ('missing' in manifest)
      throw new AppError(
        'not-found',
        phrase`${entry.title} is not cached yet; bring it with: convscope datasets fetch ${id}`,
        { id },
      )
    const fault = 'version' in manifest ? await fullFault(manifest, job) : manifest.damaged
    if ('version' in manifest && fault === undefined) return manifest
    throw new AppError(
      'corrupt',
      phrase`${entry.title} is damaged: ${fault ?? ''}. Repair it with: convscope datasets fetch ${id}`,
      { id },
    )
  })
}
