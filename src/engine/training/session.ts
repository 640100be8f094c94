import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { RunAction, RunState, TrainEvent } from '@shared/contract/training'
import { AppError, type Words, phrase } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { endOf, forkWorker } from '../runtime/own-process'
import type { FromWorker, ToWorker, WorkerJob } from './worker-messages'

export interface SessionListener {
  onEvent(event: TrainEvent): void
  onState(state: RunState, problem?: Words): void
  onCheckpoint(step: number): void
  /** New weights, after a call of {@link TrainingSession.requestWeights}. */
  onWeights(step: number, weights: NamedArrays): void
}

/**
 * The engine's side of a training in a process of its own. TensorFlow there uses the cores in the
 * way that is best for this training, which is fixed once per process, and a crash ends nothing
 * else.
 */
export class TrainingSession {
  readonly #child: ChildProcess
  /**
   * How the training ended; rejects with AppError `diverged` and the like. The run's folder keeps
   * its checkpoints in every case.
   */
  readonly ended: Promise<'finished' | 'stopped'>

  /** @param workerFile the built worker, `training-worker.js` next to the engine's file */
  constructor(
    job: WorkerJob,
    listener: SessionListener,
    workerFile = join(__dirname, 'training-worker.js'),
  ) {
    this.#child = forkWorker(workerFile)
    this.ended = new Promise((resolve, reject) => {
      this.#child.on('message', (message: FromWorker) => {
        switch (message.type) {
          case 'event':
            return listener.onEvent(message.event)
          case 'state':
            return listener.onState(message.state, message.problem)
          case 'checkpoint':
            return listener.onCheckpoint(message.step)
          case 'weights':
            return listener.onWeights(message.step, message.weights)
          case 'end':
            return resolve(message.outcome)
          case 'error':
            return reject(AppError.fromData(message.error))
        }
      })
      const crashed = (reason: string): void =>
        reject(
          new AppError(
            'internal',
            phrase`The training process ended (${reason}). Resume the run to continue from its last checkpoint.`,
          ),
        )
      this.#child.on('error', (error) => crashed(error.message))
      this.#child.on('exit', (code, signal) => crashed(endOf(code, signal)))
    })
    // The owner handles the rejection itself. A session that nobody awaits must not end the
    // process.
    this.ended.catch(() => undefined)
    this.#say({ type: 'job', job })
  }

  request(action: RunAction): void {
    this.#say({ type: 'action', action })
  }

  /** Requests the current weights; each request gets one answer. */
  requestWeights(): void {
    this.#say({ type: 'weights' })
  }

  #say(message: ToWorker): void {
    // The training may have just ended, which `ended` reports.
    if (this.#child.connected) this.#child.send(message)
  }
}
