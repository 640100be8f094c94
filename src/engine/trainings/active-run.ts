import type { RunAction, RunState } from '@shared/contract/training'
import type { SessionListener, TrainingSession } from '../training/session'
import type { WorkerJob } from '../training/worker-messages'
import { WeightsPump } from './weights-pump'

/** The part of a session that is used; a test has its own. */
export type Session = Pick<TrainingSession, 'ended' | 'request' | 'requestWeights'>
export type StartSession = (job: WorkerJob, listener: SessionListener) => Session

/** The run that trains, or is paused, in this process. */
export class ActiveRun {
  readonly pump: WeightsPump
  readonly #session: Session
  /** Settles with the first state, when the run's folder is there; rejects if it ended before. */
  readonly started: Promise<void>
  #state: RunState = 'starting'
  /** Gives the place of the long job back; null while the run is paused. */
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
   * Whether it holds the place of the long job; a paused run doesn't, nor one that makes single
   * steps.
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

  /** Goes on after a pause, in the place that was taken for it. */
  continueWith(release: () => void): void {
    this.#release = release
    this.#session.request('continue')
  }

  free(): void {
    this.#release?.()
    this.#release = null
  }
}
