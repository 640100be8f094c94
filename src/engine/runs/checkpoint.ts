import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { z } from 'zod'
import { readNpz, writeNpz } from '../formats/npz/npz'
import { readZip, writeZip } from '../formats/zip/zip'
import { WEIGHTS_LIMIT } from '../formats/limits'
import { writeFileAtomic } from '../runtime/files'

/**
 * Where a run stands. With counted randomness this, the weights and the optimizer's arrays are all
 * it needs to go on.
 */
export const positionSchema = z.strictObject({
  /** Steps done since the start of the run. */
  step: z.number().int().min(0),
  /** Sums over the epoch so far, as chapter 6.3 accumulates them. */
  epochLoss: z.number(),
  epochCorrect: z.number(),
  epochExamples: z.number(),
  /** Examples and seconds of all training steps so far. */
  totalExamples: z.number(),
  totalSeconds: z.number(),
  /**
   * The newest step ended an epoch whose evaluation is still to come: a pause or stop fell between
   * the two.
   */
  untested: z.literal(true).optional(),
  /** The checkpoint with the highest test accuracy so far. */
  best: z.strictObject({ step: z.number().int().min(0), testAccuracy: z.number() }).optional(),
})
export type Position = z.infer<typeof positionSchema>

export interface Checkpoint {
  readonly position: Position
  readonly weights: NamedArrays
  readonly optimizerState: NamedArrays
}

const EXTENSION = '.checkpoint'
const nameOf = (step: number): string => `step-${String(step).padStart(9, '0')}${EXTENSION}`
const stepOf = (name: string): number => Number(/^step-(\d+)\.checkpoint$/.exec(name)?.[1] ?? NaN)
const folderOf = (run: string): string => join(run, 'checkpoints')

/** Steps of a run's checkpoints, newest first. */
export async function checkpointSteps(run: string): Promise<number[]> {
  const names = await readdir(folderOf(run)).catch(() => [])
  return names
    .map(stepOf)
    .filter((step) => !Number.isNaN(step))
    .sort((a, b) => b - a)
}

/**
 * Writes a checkpoint as one file, atomically, and then removes all but the newest two and the
 * best.
 */
export async function writeCheckpoint(run: string, checkpoint: Checkpoint): Promise<void> {
  const files = new Map([
    ['position.json', new TextEncoder().encode(JSON.stringify(checkpoint.position))],
    ['weights.npz', writeNpz(checkpoint.weights)],
    ['optimizer.npz', writeNpz(checkpoint.optimizerState)],
  ])
  await writeFileAtomic(join(folderOf(run), nameOf(checkpoint.position.step)), writeZip(files))
  const [, , ...old] = await checkpointSteps(run)
  const unneeded = old.filter((step) => step !== checkpoint.position.best?.step)
  await Promise.all(unneeded.map((step) => rm(join(folderOf(run), nameOf(step)), { force: true })))
}

/** What is wrong with a checkpoint, for people: a schema's own words mean nothing to them. */
function faultIn(thrown: unknown): string {
  if (thrown instanceof z.ZodError) return 'it was written by another version of Convscope'
  return thrown instanceof AppError
    ? `it is damaged: ${thrown.message.replace(/\.$/, '')}`
    : 'it is damaged'
}

/** @throws AppError `corrupt`, with the file among its details */
async function readCheckpoint(run: string, step: number): Promise<Checkpoint> {
  const path = join(folderOf(run), nameOf(step))
  try {
    // Weights and up to two arrays of the same size from the optimizer.
    const files = readZip(await readFile(path), 3 * WEIGHTS_LIMIT)
    const member = (name: string): Uint8Array => {
      const bytes = files.get(name)
      if (!bytes) throw new AppError('corrupt', `${name} is missing in it`)
      return bytes
    }
    return {
      position: positionSchema.parse(JSON.parse(new TextDecoder().decode(member('position.json')))),
      weights: readNpz(member('weights.npz')),
      optimizerState: readNpz(member('optimizer.npz'), 2 * WEIGHTS_LIMIT),
    }
  } catch (thrown) {
    throw new AppError(
      'corrupt',
      `The checkpoint of step ${step} of the run “${basename(run)}” can't be read: ${faultIn(thrown)}. The run's recipe and curves are untouched. Put a copy of the checkpoint back, or train the recipe again.`,
      { path },
    )
  }
}

/**
 * The newest checkpoint that can be read; a damaged one is passed over for the one before it.
 * @returns null if the run has none
 * @throws AppError `corrupt` if all are damaged
 */
export async function readNewestCheckpoint(run: string): Promise<Checkpoint | null> {
  let problem: AppError | undefined
  for (const step of await checkpointSteps(run)) {
    try {
      return await readCheckpoint(run, step)
    } catch (thrown) {
      problem ??= AppError.from(thrown)
    }
  }
  if (problem) throw problem
  return null
}
