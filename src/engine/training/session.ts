import { join } from 'node:path'
import { SHARE_ENV, Worker } from 'node:worker_threads'
import type { RunAction, RunState, TrainEvent } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import type { FromWorker, ToWorker, WorkerJob } from './worker-messages'

export interface SessionListener {
  onEvent(event: TrainEvent): void
  onState(state: RunState, problem?: string): void
  /** New weights, after {@link TrainingSession.requestWeights}. */
  onWeights(step: number, weights: NamedArrays): void
}

/** A training in its own thread, as the engine's thread sees it. */
export class TrainingSession {
  private readonly worker: Worker
  /** How it ended; rejects with AppError `diverged` and the like. The run's folder keeps its checkpoints either way. */
  readonly ended: Promise<'finished' | 'stopped'>

  /** @param workerFile the built worker, `training-worker.js` beside the engine's file */
  constructor(job: WorkerJob, listener: SessionListener, workerFile = join(__dirname, 'training-worker.js')) {
    // TensorFlow's library reads the process's environment, and a thread by default sets variables in a copy only.
    this.worker = new Worker(workerFile, { workerData: job, env: SHARE_ENV })
    this.ended = new Promise((resolve, reject) => {
      this.worker.on('message', (message: FromWorker) => {
        switch (message.type) {
          case 'event':
            return listener.onEvent(message.event)
          case 'state':
            return listener.onState(message.state, message.problem)
          case 'weights':
            return listener.onWeights(message.step, message.weights)
          case 'end':
            return resolve(message.outcome)
          case 'error':
            return reject(AppError.fromData(message.error))
        }
      })
      const crashed = (reason: string): void =>
        reject(new AppError('internal', `The training thread ended (${reason}). Resume the run to go on from its last checkpoint.`))
      this.worker.on('error', (error) => crashed(error.message))
      this.worker.on('exit', (code) => crashed(`exit code ${code}`))
    })
    // The owner hears of it through its own handler; a session nobody awaits must not end the process.
    this.ended.catch(() => undefined)
  }

  request(action: RunAction): void {
    this.say({ type: 'action', action })
  }

  /** Asks for the weights as they stand; one request, one answer. */
  requestWeights(): void {
    this.say({ type: 'weights' })
  }

  private say(message: ToWorker): void {
    this.worker.postMessage(message)
  }
}
