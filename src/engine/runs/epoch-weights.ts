import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { npzPieces, readNpz } from '../formats/npz/npz'
import { withFileSource, type ByteSource } from '../formats/zip/source'
import { ZipArchive } from '../formats/zip/zip'
import { writeFileAtomic } from '../runtime/files'
import { systemCode } from '../runtime/faults'
import { isMemoryRefusal, requireOpenable } from '../runtime/memory'
import { faultIn } from './checkpoint'

/** The most bytes on the disk for the epochs of one run. */
const BUDGET_BYTES = 256 * 1024 ** 2

const NAME = /^epoch-(\d+)\.npz$/
const folderOf = (run: string): string => join(run, 'epochs')
export const epochPath = (run: string, epoch: number): string =>
  join(folderOf(run), `epoch-${String(epoch).padStart(5, '0')}.npz`)

/** The epochs of a run whose weights are kept, in order; 0 is the network before the first step. */
export async function keptEpochs(run: string): Promise<number[]> {
  const names = await readdir(folderOf(run)).catch(() => [])
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

async function withEpoch<T>(
  run: string,
  epoch: number,
  use: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const path = epochPath(run, epoch)
  try {
    return await withFileSource(path, use)
  } catch (thrown) {
    if (isMemoryRefusal(thrown)) throw thrown
    if (systemCode(thrown) === 'ENOENT')
      throw new AppError('not-found', phrase`The weights of epoch ${epoch} are not kept.`, {
        epoch,
      })
    throw new AppError(
      'corrupt',
      phrase`The weights of epoch ${epoch} of the run “${basename(run)}” can't be read: ${faultIn(thrown)}. Put a copy of the file back, or delete it: the other epochs are untouched.`,
      { path, epoch },
    )
  }
}

/** @throws AppError `not-found`, `corrupt` naming the file, `too-large` */
export const readEpochWeights = (run: string, epoch: number): Promise<NamedArrays> =>
  withEpoch(run, epoch, (source) => {
    requireOpenable(source.size, basename(run))
    // Uncompressed arrays take no more than the file.
    return readNpz(source, source.size)
  })

/**
 * Checks an epoch's weights without keeping them.
 * @throws AppError as {@link readEpochWeights}
 */
export const checkEpochWeights = (run: string, epoch: number): Promise<void> =>
  withEpoch(run, epoch, async (source) => {
    const archive = await ZipArchive.open(source, source.size)
    for (const entry of archive.entries.values()) await archive.check(entry)
  })

interface KeepOptions {
  readonly budget?: number
  /** The epoch that is never removed. */
  readonly best?: number | undefined
}

/**
 * Keeps the weights at the end of an epoch, so that a training can be reviewed. When a run's epochs
 * take more than the budget, every second one between the first and the newest is removed.
 */
export async function keepEpochWeights(
  run: string,
  epoch: number,
  weights: NamedArrays,
  { budget = BUDGET_BYTES, best }: KeepOptions = {},
): Promise<void> {
  await writeFileAtomic(epochPath(run, epoch), npzPieces(weights))
  const epochs = await keptEpochs(run)
  const { size } = await stat(epochPath(run, epoch))
  if (size * epochs.length <= budget) return
  const middle = epochs.slice(1, -1).filter((_, i) => i % 2 === 0)
  const unneeded = middle.filter((old) => old !== best)
  await Promise.all(unneeded.map((old) => rm(epochPath(run, old), { force: true })))
}

/** Drops the epochs that a resumed run will make again. */
export async function dropEpochsAfter(run: string, epoch: number): Promise<void> {
  const later = (await keptEpochs(run)).filter((kept) => kept > epoch)
  await Promise.all(later.map((kept) => rm(epochPath(run, kept), { force: true })))
}
