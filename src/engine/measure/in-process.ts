import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Measurement } from '@shared/contract/builder'
import { phrase } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { optimizerOf } from '@shared/recipe/optimizers'
import { askProcess } from '../runtime/ask-process'
import { availableMemory } from '../runtime/memory'
import { requireTrainable } from '../training/require-memory'
import { counted, type Work } from '../work/work'
import { measureSteps, type MeasureOptions } from './measure'

/**
 * The same check as for a training, because the measurement makes training steps.
 * @throws AppError `too-large` naming the estimate and the machine's memory
 */
export function requireMemory(
  { spec, batchSize, optimizer }: MeasureOptions,
  memory = availableMemory(),
): void {
  const needs = { batchSize, optimizer: optimizerOf(optimizer) }
  requireTrainable(resolveModel(spec), needs, memory)
}

/**
 * Measures in a process of its own, like a training; cancelling the call ends the process. Sources
 * that run unbuilt, as tests do, have no worker file and measure here.
 * @param workerFile the built worker, `measure-worker.js` next to the engine's file
 * @throws AppError `too-large`, `cancelled`, and any error of the process
 */
export async function measureInProcess(
  options: MeasureOptions,
  work: Work,
  workerFile = join(__dirname, 'measure-worker.js'),
): Promise<Measurement> {
  requireMemory(options)
  const { signal, onProgress } = counted(work, 'measure', 'steps', options.steps)
  if (!existsSync(workerFile)) return measureSteps(options, onProgress)
  return askProcess<Measurement>(workerFile, options, {
    signal,
    onStep: onProgress,
    ended: (how) =>
      phrase`The measurement ended (${how}); the batch may be too large for this machine.`,
  })
}
