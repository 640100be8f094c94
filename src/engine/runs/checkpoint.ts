import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { bestEpochSchema } from '@shared/contract/training'
import { AppError, phrase, type Phrase } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { plateauStateSchema } from '@shared/recipe/schedules/plateau-state'
import { z } from 'zod'
import { npzPieces, readNpz } from '../formats/npz/npz'
import type { Pieces } from '../formats/zip/pieces'
import { withFileSource } from '../formats/zip/source'
import { ZipArchive } from '../formats/zip/zip'
import { zipPieces } from '../formats/zip/write'
import { writeFileAtomic } from '../runtime/files'
import { isMemoryRefusal, requireOpenable } from '../runtime/memory'

/**
 * The position of a run. Because randomness is counted, a run needs only this, the weights and the
 * optimizer's arrays to continue.
 */
export const positionSchema = z.strictObject({
  /** Number of steps since the start of the run. */
  step: z.number().int().min(0),
  /** Sums over the epoch so far, as chapter 6.3 accumulates them. */
  epochLoss: z.number(),
  epochCorrect: z.number(),
  epochExamples: z.number(),
  /** Number of examples and seconds of all training steps so far. */
  totalExamples: z.number(),
  totalSeconds: z.number(),
  /**
   * Whether the newest step ended an epoch that is not evaluated yet, because a pause or stop came
   * between the two.
   */
  untested: z.literal(true).optional(),
  /** The checkpoint with the highest test accuracy so far. */
  best: z.strictObject({ step: z.number().int().min(0), testAccuracy: z.number() }).optional(),
  /** What a plateau schedule knows after the newest tested epoch. */
  plateau: plateauStateSchema.optional(),
  /** The epoch with the lowest validation loss so far, in runs with a validation part. */
  chosen: bestEpochSchema.optional(),
})
export type Position = z.infer<typeof positionSchema>

export interface Checkpoint {
  readonly position: Position
  readonly weights: NamedArrays
  readonly optimizerState: NamedArrays
  /**
   * The moving averages of the trained weights, by the names of these, where the recipe asks for
   * them. They are what is opened and exported.
   */
  readonly averages?: NamedArrays
}

const EXTENSION = '.checkpoint'
export const checkpointName = (step: number): string =>
  `step-${String(step).padStart(9, '0')}${EXTENSION}`
/** NaN for another file. */
export const stepOfCheckpoint = (name: string): number =>
  Number(/^step-(\d+)\.checkpoint$/.exec(name)?.[1] ?? NaN)
const folderOf = (run: string): string => join(run, 'checkpoints')
export const checkpointPath = (run: string, step: number): string =>
  join(folderOf(run), checkpointName(step))

/** Steps of a run's checkpoints, newest first. */
export async function checkpointSteps(run: string): Promise<number[]> {
  const names = await readdir(folderOf(run)).catch(() => [])
  return names
    .map(stepOfCheckpoint)
    .filter((step) => !Number.isNaN(step))
    .sort((a, b) => b - a)
}

const POSITION = 'position.json'
const WEIGHTS = 'weights.npz'
const OPTIMIZER = 'optimizer.npz'
const AVERAGES = 'averages.npz'

/**
 * Writes a checkpoint as one file, atomically, and then removes all but the newest two and the
 * best. The arrays are written from their own memory.
 */
export async function writeCheckpoint(run: string, checkpoint: Checkpoint): Promise<void> {
  const files = new Map<string, Pieces>([
    [POSITION, [new TextEncoder().encode(JSON.stringify(checkpoint.position))]],
    [WEIGHTS, npzPieces(checkpoint.weights)],
    [OPTIMIZER, npzPieces(checkpoint.optimizerState)],
    ...(checkpoint.averages ? [[AVERAGES, npzPieces(checkpoint.averages)] as const] : []),
  ])
  await writeFileAtomic(checkpointPath(run, checkpoint.position.step), zipPieces(files))
  const [, , ...old] = await checkpointSteps(run)
  const { best, chosen } = checkpoint.position
  const unneeded = old.filter((step) => step !== best?.step && step !== chosen?.step)
  await Promise.all(unneeded.map((step) => rm(checkpointPath(run, step), { force: true })))
}

/** The fault of a file of weights, for people, to whom a schema's own words mean nothing. */
export function faultIn(thrown: unknown): Phrase {
  if (thrown instanceof z.ZodError) return phrase`it was written by another version of Convscope`
  if (!(thrown instanceof AppError)) return phrase`it is damaged`
  const { words, message } = thrown
  // Inside a sentence it has no full stop of its own.
  return phrase`it is damaged: ${message.endsWith('.') ? message.slice(0, -1) : words}`
}

/** Opens the archive of a checkpoint. @throws AppError `corrupt`, with the file among its details */
async function withCheckpoint<T>(
  run: string,
  step: number,
  use: (archive: ZipArchive) => Promise<T>,
  path = checkpointPath(run, step),
): Promise<T> {
  try {
    // Uncompressed arrays take no more than the file.
    return await withFileSource(path, async (source) =>
      use(await ZipArchive.open(source, source.size)),
    )
  } catch (thrown) {
    if (isMemoryRefusal(thrown)) throw thrown
    throw new AppError(
      'corrupt',
      phrase`The checkpoint of step ${step} of the run “${basename(run)}” can't be read: ${faultIn(thrown)}. The run's recipe and curves are untouched. Put a copy of the checkpoint back, or train the recipe again.`,
      { path },
    )
  }
}

const positionIn = async (archive: ZipArchive): Promise<Position> =>
  positionSchema.parse(
    JSON.parse(new TextDecoder().decode(await archive.read(archive.find(POSITION)))),
  )

const arraysIn = async (archive: ZipArchive, name: string): Promise<NamedArrays> => {
  const entry = archive.find(name)
  return readNpz(await archive.stored(entry), entry.size)
}

/**
 * @param path where it is kept. @default among the checkpoints
 * @throws AppError `corrupt`, `too-large`
 */
export const readCheckpoint = (run: string, step: number, path?: string): Promise<Checkpoint> =>
  withCheckpoint(
    run,
    step,
    async (archive) => {
      requireOpenable(archive.find(WEIGHTS).size, basename(run))
      return {
        position: await positionIn(archive),
        weights: await arraysIn(archive, WEIGHTS),
        optimizerState: await arraysIn(archive, OPTIMIZER),
        ...(archive.entries.has(AVERAGES) ? { averages: await arraysIn(archive, AVERAGES) } : {}),
      }
    },
    path,
  )

/**
 * The weights of a checkpoint that are opened and exported: the moving averages where it has them,
 * with the running statistics as they are.
 * @throws AppError `corrupt`
 */
export const readCheckpointWeights = (
  run: string,
  step: number,
  path?: string,
): Promise<NamedArrays> =>
  withCheckpoint(
    run,
    step,
    async (archive) => {
      requireOpenable(archive.find(WEIGHTS).size, basename(run))
      const weights = await arraysIn(archive, WEIGHTS)
      if (!archive.entries.has(AVERAGES)) return weights
      return new Map([...weights, ...(await arraysIn(archive, AVERAGES))])
    },
    path,
  )

/**
 * The position of a checkpoint, after all of it was checked. Nothing of it stays in memory.
 * @throws AppError `corrupt`
 */
export const checkedPosition = (run: string, step: number): Promise<Position> =>
  withCheckpoint(run, step, async (archive) => {
    const position = await positionIn(archive)
    const averages = archive.entries.has(AVERAGES) ? [AVERAGES] : []
    for (const name of [WEIGHTS, OPTIMIZER, ...averages]) await archive.check(archive.find(name))
    return position
  })

/** The position of the newest undamaged checkpoint. */
export interface FoundCheckpoint {
  readonly position: Position
  /** The faults of newer ones, the newest first. */
  readonly damaged: readonly AppError[]
}

/**
 * The newest undamaged checkpoint; damaged ones are skipped.
 * @returns null if the run has none
 * @throws AppError `corrupt` if all are damaged
 */
export async function newestCheckpoint(run: string): Promise<FoundCheckpoint | null> {
  const damaged: AppError[] = []
  for (const step of await checkpointSteps(run)) {
    try {
      return { position: await checkedPosition(run, step), damaged }
    } catch (thrown) {
      damaged.push(AppError.from(thrown))
    }
  }
  const [newest] = damaged
  if (newest) throw newest
  return null
}

/** Drops the checkpoints that a resumed run will make again, also damaged ones. */
export async function dropCheckpointsAfter(run: string, step: number): Promise<void> {
  const later = (await checkpointSteps(run)).filter((kept) => kept > step)
  await Promise.all(later.map((kept) => rm(checkpointPath(run, kept), { force: true })))
}
