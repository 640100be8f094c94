import { join } from 'node:path'
import type { Measurement } from '@shared/contract/builder'
import { AppError, phrase, type ErrorData } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { optimizerOf } from '@shared/recipe/optimizers'
import { cancelled, checkCancelled } from '../runtime/faults'
import { availableMemory } from '../runtime/memory'
import { endOf, forkWorker } from '../runtime/own-process'
import { requireTrainable } from '../training/require-memory'
import { counted, type Work } from '../work/work'
import type { MeasureOptions } from './measure'

/** The messages of the process. */
export type FromMeasure =
  | { readonly type: 'step'; readonly done: number }
  | { readonly type: 'end'; readonly measurement: Measurement }
  | { readonly type: 'error'; readonly error: ErrorData }

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
 * Measures in a process of its own, like a training; cancelling the call ends the process.
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
  checkCancelled(signal)
  const worker = forkWorker(workerFile)
  try {
    return await new Promise<Measurement>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(cancelled()), { once: true })
      worker.on('message', (message: FromMeasure) => {
        if (message.type === 'end') return resolve(message.measurement)
        if (message.type === 'error') return reject(AppError.fromData(message.error))
        onProgress(message.done)
      })
      worker.on('error', (error) => reject(AppError.from(error)))
      worker.on('exit', (code, signal) =>
        reject(
          new AppError(
            'internal',
            phrase`The measurement ended (${endOf(code, signal)}); the batch may be too large for this machine.`,
          ),
        ),
      )
      worker.send(options)
    })
  } finally {
    worker.kill('SIGKILL')
  }
}
