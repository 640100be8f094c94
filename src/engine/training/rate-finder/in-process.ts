import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { phrase } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { STANDARD_RANGE } from '@shared/rate-finder/curve'
import { askProcess } from '../../runtime/ask-process'
import { availableMemory } from '../../runtime/memory'
import { counted, type Work } from '../../work/work'
import { requireTrainable } from '../require-memory'
import { findRate, type FindRateOptions, type FoundRate } from './find-rate'

/**
 * Finds a rate in a process of its own, like a training; cancelling the call ends the process.
 * Sources that run unbuilt, as tests do, have no worker file and compute here.
 * @param workerFile the built worker, `rate-worker.js` next to the engine's file
 * @throws AppError `too-large`, `cancelled`, and what a training throws before its first step
 */
export async function findRateInProcess(
  options: FindRateOptions,
  work: Work,
  workerFile = join(__dirname, 'rate-worker.js'),
): Promise<FoundRate> {
  const { recipe, range = STANDARD_RANGE } = options
  requireTrainable(resolveModel(recipe.model), recipe, availableMemory())
  const { signal, onProgress } = counted(work, 'measure', 'steps', range.steps, { everyMs: 100 })
  if (!existsSync(workerFile)) return findRate(options, onProgress)
  return askProcess<FoundRate>(workerFile, options, {
    signal,
    onStep: onProgress,
    ended: (how) =>
      phrase`The test of learning rates ended (${how}); the batch may be too large for this machine.`,
  })
}
