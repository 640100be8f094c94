import type { RunAction, RunState, TrainEvent, TrainingMode } from '@shared/contract/training'
import type { ErrorData, Words } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'
import type { NamedArrays } from '@shared/model/weights'

/** The worker's job. */
export interface WorkerJob {
  readonly folder: string
  readonly runName: string
  readonly mode: TrainingMode
  readonly recipe?: Recipe
  /** The first weights of a new run whose recipe starts from those of a model. */
  readonly weights?: NamedArrays
  /** Total number of epochs of a resumed run. */
  readonly epochs?: number
  readonly title?: string
}

/** Messages from the engine to the worker; the job is the first. */
export type ToWorker =
  | { readonly type: 'job'; readonly job: WorkerJob }
  | { readonly type: 'action'; readonly action: RunAction }
  | { readonly type: 'weights' }

/** Messages from the worker to the engine. */
export type FromWorker =
  | { readonly type: 'event'; readonly event: TrainEvent }
  | { readonly type: 'state'; readonly state: RunState; readonly problem?: Words }
  | { readonly type: 'checkpoint'; readonly step: number }
  | { readonly type: 'weights'; readonly step: number; readonly weights: NamedArrays }
  | { readonly type: 'end'; readonly outcome: 'finished' | 'stopped' }
  | { readonly type: 'error'; readonly error: ErrorData }
