import { readdir } from 'node:fs/promises'
import { makeFolder } from '../runtime/make-folder'
import { AppError, phrase } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'
import { deviceName, tensorflow } from '../runtime/tensorflow'
import { thisProcess } from './owner'
import { writeRunFile, type RunFile } from './run-folder'
import { isLock, lockRun, type RunLock } from './run-lock'

async function requireEmpty(folder: string): Promise<void> {
  if ((await readdir(folder)).some((name) => !isLock(name))) {
    throw new AppError(
      'already-exists',
      phrase`${folder} is not empty: choose another folder, or resume the run in it.`,
      { folder },
    )
  }
}

/** A run before its first step. */
export interface BegunRun {
  readonly file: RunFile
  readonly lock: RunLock
}

/**
 * Makes the folder of a new run.
 * @throws AppError `already-exists`, `busy` if another process starts a run in it
 */
export async function beginRun(
  folder: string,
  recipe: Recipe,
  title: string | undefined,
  trainExamples: number,
): Promise<BegunRun> {
  await makeFolder(folder)
  await requireEmpty(folder)
  const lock = await lockRun(folder, () => Promise.resolve(0))
  try {
    await requireEmpty(folder)
    const file: RunFile = {
      format: 1,
      parts: 'balanced',
      title: title ?? recipe.model.name,
      recipe,
      state: 'starting',
      device: deviceName(),
      versions: { tfjs: tensorflow().version_core, node: process.versions.node },
      created: Date.now(),
      stepsTotal: Math.ceil(trainExamples / recipe.batchSize) * recipe.epochs,
      sessions: lock.session,
      ...thisProcess(),
    }
    await writeRunFile(folder, file)
    return { file, lock }
  } catch (thrown) {
    await lock.release()
    throw thrown
  }
}
