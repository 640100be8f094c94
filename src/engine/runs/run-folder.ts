import { wordsSchema } from '@shared/contract/common'
import { appendFile, readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  bestEpochOf,
  isInProgress,
  noticeSchema,
  ranModeSchema,
  trainEventSchema,
  type EpochEvent,
  type RunInfo,
  type RunState,
  type TrainEvent,
} from '@shared/contract/training'
import { AppError, phrase, type Words } from '@shared/errors'
import { RUN_FILE } from '@shared/formats'
import { checkValue } from '@shared/schema-fault'
import { recipeSchema, type Recipe } from '@shared/model/recipe'
import { z } from 'zod'
import { writeFileAtomic } from '../runtime/files'
import { runsFolder } from '../runtime/paths'
import type { Position } from './checkpoint'
import { weightsOrigins } from './kept-weights'
import { slug } from '../runtime/slug'
import { isAlive, ownerSchema } from './owner'
import { lockedSession } from './run-lock'
import { runMarks } from './run-marks'
import { givenTitle } from './run-title'
import { makeFolder } from '../runtime/make-folder'

/**
 * `run.json`. Position and results are read from metrics.jsonl and checkpoints/, so they can't
 * disagree with it.
 */
const runFileSchema = z.object({
  format: z.literal(1),
  /**
   * Limits of the recipe take class-balanced samples. Runs of before don't say so: theirs took the
   * first pictures, and go on with these.
   */
  parts: z.literal('balanced').optional(),
  title: z.string(),
  recipe: recipeSchema,
  state: z.enum(['starting', 'running', 'paused', 'stopped', 'finished', 'failed']),
  problem: wordsSchema.optional(),
  device: z.string(),
  /** How it was trained last, and why not with a compiled graph. */
  mode: ranModeSchema.optional(),
  modeNote: wordsSchema.optional(),
  versions: z.record(z.string(), z.string()),
  created: z.number(),
  stepsTotal: z.number().int(),
  /** How often it was started or resumed: the number of the newest lock (run-lock.ts). */
  sessions: z.number().int().optional(),
  /**
   * Changes of the number of epochs: until `step` it was trained as a run of `epochs`. A cosine's
   * rates depend on that number; those of other schedules don't.
   */
  extensions: z
    .array(z.strictObject({ step: z.number().int(), epochs: z.number().int() }))
    .optional(),
  /** The notices of its last start or resumption. */
  notices: z.array(noticeSchema).optional(),
  /** Which parts of the data set it uses, for people. */
  used: z.array(wordsSchema).optional(),
  ...ownerSchema.shape,
})
export type RunFile = z.infer<typeof runFileSchema>

/** Number of steps in an epoch. */
export const stepsPerEpochOf = ({
  stepsTotal,
  recipe,
}: Pick<RunFile, 'stepsTotal' | 'recipe'>): number => Math.round(stepsTotal / recipe.epochs)

const fileOf = (run: string): string => join(run, RUN_FILE)
const metricsOf = (run: string): string => join(run, 'metrics.jsonl')

export const runFolderOf = (id: string): string => join(runsFolder(), id)

export async function writeRunFile(run: string, file: RunFile): Promise<void> {
  await writeFileAtomic(fileOf(run), `${JSON.stringify(file, null, 2)}\n`)
}

/**
 * Reads `run.json`, with the name that the user gave the run. @throws AppError `not-found`,
 * `corrupt`
 */
export async function readRunFile(run: string): Promise<RunFile> {
  const text = await readFile(fileOf(run), 'utf8').catch(() => {
    throw new AppError('not-found', phrase`${run} is not a run: it has no run.json.`, { run })
  })
  const file = parseRunFile(run, text)
  return { ...file, title: (await givenTitle(run)) ?? file.title }
}

function parseRunFile(run: string, text: string): RunFile {
  const damaged = (fault: Words): AppError =>
    new AppError(
      'corrupt',
      phrase`The run “${basename(run)}” can't be read: its run.json ${fault}. Its curves and checkpoints are untouched. Put a copy of run.json back, or delete the run.`,
      { run, file: fileOf(run) },
    )
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw damaged(phrase`is damaged`)
  }
  const result = checkValue(runFileSchema, json)
  if (result.success) return withOldParts(result.data)
  const [{ field }] = result.faults
  throw damaged(
    field === ''
      ? phrase`was written by another version of Convscope, or by hand`
      : phrase`was written by another version of Convscope, or by hand (see “${field}”)`,
  )
}

/** A run of before, whose recipe doesn't say what its limits take. */
function withOldParts(file: RunFile): RunFile {
  const { limitTrain, limitTest } = file.recipe
  if (file.parts !== undefined || (limitTrain ?? limitTest) === undefined) return file
  return { ...file, recipe: { ...file.recipe, part: 'front' } }
}

/** Adds events to metrics.jsonl. */
export async function appendEvents(run: string, events: readonly TrainEvent[]): Promise<void> {
  await makeFolder(run)
  await appendFile(metricsOf(run), events.map((event) => `${JSON.stringify(event)}\n`).join(''))
}

const parseLine = (line: string): TrainEvent[] => {
  try {
    return [trainEventSchema.parse(JSON.parse(line))]
  } catch {
    // A line that a crash cut off. Only its point is lost.
    return []
  }
}

/** All points of a run, in the order in which they were made. */
export async function readEvents(run: string): Promise<TrainEvent[]> {
  const text = await readFile(metricsOf(run), 'utf8').catch(() => '')
  return text.split('\n').filter(Boolean).flatMap(parseLine)
}

/**
 * The points up to a checkpoint. A resumed run makes the later ones again, and a postponed
 * evaluation.
 */
export const eventsUntil = (
  events: readonly TrainEvent[],
  { step, untested }: Pick<Position, 'step' | 'untested'>,
): TrainEvent[] =>
  events.filter(
    (event) =>
      event.type !== 'done' &&
      event.step <= step &&
      !(untested && event.type === 'epoch' && event.step === step),
  )

/** Drops the points of a run that come after a checkpoint. */
export async function truncateEvents(
  run: string,
  position: Pick<Position, 'step' | 'untested'>,
): Promise<void> {
  const events = eventsUntil(await readEvents(run), position)
  await writeFileAtomic(
    metricsOf(run),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  )
}

/** Whether a living process trains the run, is about to train it, or has paused it. */
export const isBusy = (file: RunFile): boolean => isInProgress(file) && isAlive(file)

/** @param locked the session of the process that has the right to train it */
function stateOf(file: RunFile, locked = 0): RunState {
  if (isBusy(file)) return file.state
  // A process that has locked the run and has written nothing yet is about to begin.
  if (locked > (file.sessions ?? 0)) return 'starting'
  return isInProgress(file) ? 'interrupted' : file.state
}

/** A run as the lists show it. @throws AppError `not-found`, `corrupt` */
export async function readRun(run: string): Promise<RunInfo> {
  const [file, events, locked, marks, { mtimeMs }] = await Promise.all([
    readRunFile(run),
    readEvents(run),
    lockedSession(run),
    runMarks(run),
    stat(fileOf(run)).catch(() => ({ mtimeMs: 0 })),
  ])
  const [weights] = await weightsOrigins(run, stepsPerEpochOf(file))
  const epochs = events.filter((event): event is EpochEvent => event.type === 'epoch')
  const last = epochs.at(-1)
  const newest = events.filter((event) => event.type !== 'done').at(-1)
  const done = events.filter((event) => event.type === 'done').at(-1)
  const best = file.recipe.validation && bestEpochOf(events)
  return {
    id: basename(run),
    title: file.title,
    recipe: file.recipe,
    state: stateOf(file, locked),
    ...(file.problem ? { problem: file.problem } : {}),
    device: file.device,
    ...(file.mode ? { mode: file.mode } : {}),
    ...(file.modeNote ? { modeNote: file.modeNote } : {}),
    created: file.created,
    modified: mtimeMs,
    epochsDone: epochs.length,
    stepsDone: Math.max(newest?.step ?? 0, weights?.step ?? 0),
    stepsTotal: file.stepsTotal,
    ...(last ? { last } : {}),
    ...(best ? { best } : {}),
    ...(best && done ? { test: { loss: done.testLoss, accuracy: done.testAccuracy } } : {}),
    ...(done?.stoppedEarly === undefined ? {} : { stoppedEarly: done.stoppedEarly }),
    ...(weights ? { checkpointStep: weights.step } : {}),
    ...(file.notices ? { notices: file.notices } : {}),
    ...(file.used ? { used: file.used } : {}),
    ...(marks.tags.length > 0 ? { tags: marks.tags } : {}),
    ...(marks.note ? { note: marks.note } : {}),
  }
}

export interface ListedRun {
  readonly folder: string
  readonly info?: RunInfo
  /** The reason why it can't be read. */
  readonly problem?: AppError
}

/** All runs, newest first; damaged ones with their problem. */
export async function listRuns(folder = runsFolder()): Promise<ListedRun[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const runs = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && !entry.name.endsWith('.tmp'))
      .map(async ({ name }): Promise<ListedRun> => {
        const path = join(folder, name)
        try {
          return { folder: path, info: await readRun(path) }
        } catch (thrown) {
          return { folder: path, problem: AppError.from(thrown) }
        }
      }),
  )
  return runs.sort((a, b) => (b.info?.created ?? 0) - (a.info?.created ?? 0))
}

/** A name for a new run, from the time and the network. */
export function newRunId(recipe: Recipe, now: Date): string {
  const stamp = now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const salt = Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, '0')
  return `${stamp}-${slug(recipe.model.name, 'model', 40)}-${salt}`
}
