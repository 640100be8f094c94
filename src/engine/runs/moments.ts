import { copyFile, link, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { slotCount } from '@shared/model/memory'
import type { Recipe } from '@shared/model/recipe'
import { makeFolder } from '../runtime/make-folder'
import { checkpointName, checkpointPath, stepOfCheckpoint, type Position } from './checkpoint'

/** The most bytes on the disk for the moments of one run, unless the first and newest take more. */
export const MOMENTS_BYTES = 256 * 1024 ** 2

const folderOf = (run: string): string => join(run, 'moments')
export const momentPath = (run: string, step: number): string =>
  join(folderOf(run), checkpointName(step))

/** Steps of the moments of a run that are kept complete, in order. */
export async function momentSteps(run: string): Promise<number[]> {
  const names = await readdir(folderOf(run)).catch(() => [])
  return names
    .map(stepOfCheckpoint)
    .filter((step) => !Number.isNaN(step))
    .sort((a, b) => a - b)
}

/**
 * Whether a checkpoint is also kept as a moment: every so many steps where the recipe asks for it,
 * and at the ends of epochs where the weights alone are not enough to continue exactly, because the
 * optimizer has arrays of its own.
 */
export function isMoment(
  { recipe, stepsTotal }: { readonly recipe: Recipe; readonly stepsTotal: number },
  { step, untested }: Position,
): boolean {
  if (step === 0 || untested) return false
  const { keepEverySteps, epochs } = recipe
  if (keepEverySteps !== undefined && step % keepEverySteps === 0) return true
  return slotCount(recipe) > 0 && step % Math.round(stepsTotal / epochs) === 0
}

/** Bytes that a run's moments take on the disk. */
export async function momentBytes(run: string): Promise<number> {
  const steps = await momentSteps(run)
  const sizes = await Promise.all(
    steps.map((step) =>
      stat(momentPath(run, step)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/**
 * Keeps the checkpoint of a step, which has just been written, as a moment. It shares the
 * checkpoint's place on the disk until that is removed. When the moments take more than the budget,
 * every second one between the first and the newest is removed.
 */
export async function keepMoment(run: string, step: number, budget = MOMENTS_BYTES): Promise<void> {
  await makeFolder(folderOf(run))
  const [from, to] = [checkpointPath(run, step), momentPath(run, step)]
  await rm(to, { force: true })
  // Some file systems have no second names for files.
  await link(from, to).catch(() => copyFile(from, to))
  if ((await momentBytes(run)) <= budget) return
  const middle = (await momentSteps(run)).slice(1, -1).filter((_, i) => i % 2 === 0)
  await Promise.all(middle.map((old) => rm(momentPath(run, old), { force: true })))
}

/** Drops the moments that a resumed run will make again. */
export async function dropMomentsAfter(run: string, step: number): Promise<void> {
  const later = (await momentSteps(run)).filter((kept) => kept > step)
  await Promise.all(later.map((kept) => rm(momentPath(run, kept), { force: true })))
}
