import type { RunAction, RunState } from '@shared/contract/training'
import type { SessionListener, TrainingSession } from '../training/session'
import type { WorkerJob } from '../training/worker-messages'
import { WeightsPump } from './weights-pump'

/** The part of a session that is used here; tests have their own implementation. */
export type Session = Pick<TrainingSession, 'ended' | 'request' | 'requestWeights'>
export type StartSession = (job: WorkerJob, listener: SessionListener) => Session

/** The run that this engine trains or has paused. */
export class ActiveRun {
  readonly pump: WeightsPump
  readonly #session: Session
  /**
   * Settles with the first state, when the run's folder exists; rejects if the training ended
   * before.
   */
  readonly started: Promise<void>
  #state: RunState = 'starting'
  /** Releases the machine for other jobs; null while the run is paused. */
  #release: (() => void) | null

  constructor(
    readonly id: string,
    job: WorkerJob,
    release: () => void,
    listener: SessionListener,
    start: StartSession,
  ) {
    this.#release = release
    let announce: () => void = () => undefined
    const announced = new Promise<void>((resolve) => (announce = resolve))
    this.#session = start(job, {
      ...listener,
      onState: (state, problem) => {
        this.#state = state
        if (state === 'paused') this.free()
        announce()
        listener.onState(state, problem)
      },
    })
    this.pump = new WeightsPump(() => this.#session.requestWeights())
    this.started = Promise.race([announced, this.#session.ended.then(() => undefined)])
  }

  get state(): RunState {
    return this.#state
  }

  /**
   * Whether it has the machine as the running job; a paused run doesn't, not even while it makes
   * single steps.
   */
  get hasPlace(): boolean {
    return this.#release !== null
  }

  get ended(): Promise<'finished' | 'stopped'> {
    return this.#session.ended
  }

  request(action: RunAction): void {
    this.#session.request(action)
  }

  /** Continues after a pause, as the job that was begun for it. */
  continueWith(release: () => void): void {
    this.#release = release
    this.#session.request('continue')
  }

  free(): void {
    this.#release?.()
    this.#release = null
  }
}
