import { join } from 'node:path'
import type { Measurement } from '@shared/contract/builder'
import { AppError, phrase, type ErrorData } from '@shared/errors'
import { resolveModel } from '@shared/model/resolve'
import { optimizerOf } from '@shared/recipe/optimizers'
import { cancelled, checkCancelled } from '../runtime/faults'
import { memoryAtHand } from '../runtime/memory'
import { endOf, forkWorker } from '../runtime/own-process'
import { requireTrainable } from '../training/require-memory'
import { counted, type Work } from '../work/work'
import type { MeasureOptions } from './measure'

/** What the process says. */
export type FromMeasure =
  | { readonly type: 'step'; readonly done: number }
  | { readonly type: 'end'; readonly measurement: Measurement }
  | { readonly type: 'error'; readonly error: ErrorData }

/**
 * The same check as a training's, of whose steps the measurement makes some.
 * @throws AppError `too-large` naming the estimate and the machine's memory
 */
export function requireMemory(
  { spec, batchSize, optimizer }: MeasureOptions,
  memory = memoryAtHand(),
): void {
  const needs = { batchSize, optimizer: optimizerOf(optimizer) }
  requireTrainable(resolveModel(spec), needs, memory)
}

/**
 * Measures in a process of its own, as a training has, which is ended when the call is cancelled.
 * @param workerFile the built worker, `measure-worker.js` beside the engine's file
 * @throws AppError `too-large`, `cancelled`, and what went wrong in the process
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
