import { AppError, phrase } from '@shared/errors'
import { asFault } from '../runtime/faults'
import type { Work } from '../work/work'
import { writeCache } from './cache'
import { cifar10, type KnownDataset } from './catalogue'
import { examine } from './examine'
import { recogniseFormat } from './formats'
import { requireUsable } from './usable'
import { forgetPictures } from './reading/store'
import { readKnown } from './known'
import type { Manifest } from './manifest'
import type { Entry } from './registry'
import { type DatasetSource, SOURCES } from './sources'

/**
 * `local` asks only what is on this machine; the network is for what the user explicitly fetches.
 */
export type Reach = 'local' | 'anywhere'

/**
 * Builds a data set's cached form from its files. @throws AppError `not-found`, `network`,
 * `corrupt` … with every source's reason.
 */
export async function build(entry: Entry, reach: Reach, job: Work): Promise<Manifest> {
  if (entry.known) return buildKnown(entry.known, reach, job)
  if (entry.folder === undefined)
    throw new AppError(
      'not-found',
      phrase`${entry.title} is not on this machine. ${cifar10.note ?? ''}`,
      { id: entry.id },
    )
  const options = entry.options ?? {}
  const { raw, analysis } = await examine(entry.folder, options, job)
  requireUsable(entry.folder, analysis, options)
  const manifest = await writeCache(entry.id, entry.title, raw, job)
  await forgetPictures(entry.folder)
  return manifest
}

/** Tries the sources in turn, the network's last. */
export async function buildKnown(
  known: KnownDataset,
  reach: Reach,
  job: Work,
  sources: readonly DatasetSource[] = SOURCES,
): Promise<Manifest> {
  const reasons: string[] = []
  let worst: AppError | undefined
  for (const source of sources.filter(({ remote }) => reach === 'anywhere' || !remote)) {
    job.onProgress?.({ stage: 'search', done: 0, total: 0, unit: 'files' })
    try {
      const folder = await source.bring(known, job)
      if (folder !== undefined)
        return await writeCache(known.id, known.title, await readKnown(folder, known, job), job)
    } catch (error) {
      worst = asFault(error, phrase`use ${source.name}`)
      // No other source helps against these.
      if (worst.code === 'cancelled' || worst.code === 'no-space') throw worst
      reasons.push(`${source.name}: ${worst.message}`)
    }
  }
  const advice =
    reach === 'local'
      ? `Bring it with: convscope datasets fetch ${known.id}`
      : `Put its four files (${known.files.trainImages.name} …, packed or not) into a folder and import that, or name the folder in CONVSCOPE_DATASETS`
  throw new AppError(
    worst?.code ?? 'not-found',
    [
      `${known.title} is not on this machine${reach === 'anywhere' ? ' and could not be brought' : ''}.`,
      ...reasons,
      advice,
    ].join('\n'),
    { id: known.id, reasons },
  )
}

/** Whether its files are on this machine. */
export async function isFound(entry: Entry): Promise<boolean> {
  if (!entry.known)
    return (
      entry.folder !== undefined &&
      (await recogniseFormat(entry.folder).catch(() => undefined)) !== undefined
    )
  for (const source of SOURCES) {
    if (!source.remote && (await source.bring(entry.known, {})) !== undefined) return true
  }
  return false
}
