import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { readNpz, writeNpz } from '../formats/npz/npz'
import { writeFileAtomic } from '../runtime/files'

/** What the epochs of one run may take on the disk. */
const BUDGET_BYTES = 256 * 1024 ** 2

const NAME = /^epoch-(\d+)\.npz$/
const folderOf = (run: string): string => join(run, 'epochs')
const fileOf = (run: string, epoch: number): string =>
  join(folderOf(run), `epoch-${String(epoch).padStart(5, '0')}.npz`)

/** Epochs of a run whose weights are kept, in order; 0 is the network before the first step. */
export async function keptEpochs(run: string): Promise<number[]> {
  const names = await readdir(folderOf(run)).catch(() => [])
  return names
    .flatMap((name) => NAME.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
}

/** @throws AppError `not-found`, `corrupt` */
export async function readEpochWeights(run: string, epoch: number): Promise<NamedArrays> {
  const file = await readFile(fileOf(run, epoch)).catch(() => {
    throw new AppError('not-found', `The weights of epoch ${epoch} are not kept.`, { epoch })
  })
  return readNpz(file)
}

/**
 * Keeps the weights as they are at the end of an epoch, so that a training can be looked back at.
 * Once a run's epochs take more than the budget, every second one between the first and the newest
 * makes way.
 */
export async function keepEpochWeights(
  run: string,
  epoch: number,
  weights: NamedArrays,
  budget = BUDGET_BYTES,
): Promise<void> {
  await writeFileAtomic(fileOf(run, epoch), writeNpz(weights))
  const epochs = await keptEpochs(run)
  const { size } = await stat(fileOf(run, epoch))
  if (size * epochs.length <= budget) return
  const middle = epochs.slice(1, -1).filter((_, i) => i % 2 === 0)
  await Promise.all(middle.map((old) => rm(fileOf(run, old), { force: true })))
}

/** Drops the epochs that a resumed run makes anew. */
export async function dropEpochsAfter(run: string, epoch: number): Promise<void> {
  const later = (await keptEpochs(run)).filter((kept) => kept > epoch)
  await Promise.all(later.map((kept) => rm(fileOf(run, kept), { force: true })))
}
