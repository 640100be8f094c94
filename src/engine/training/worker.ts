import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { TrainingControl } from './control'
import { runTraining } from './run-training'
import type { FromWorker, ToWorker, WorkerJob } from './worker-messages'

/** The window's curves move a few times a second, besides the chapter's points. */
const LIVE_SECONDS = 0.2

/**
 * Entry of the training's own thread: the engine's thread stays free to answer within milliseconds (docs/decisions).
 * Weights are handed over only after somebody has asked, once for each request, also while the training is paused.
 */
const port = parentPort
if (!port) throw new Error('the training worker runs in a worker thread only')

const say = (message: FromWorker): void => port.postMessage(message)
const control = new TrainingControl()
let current: (() => { readonly step: number; readonly weights: NamedArrays }) | undefined
let weightsWanted = false

/** Messages are heard between steps, so what is read here is the network of a whole step. */
function handOver(): void {
  weightsWanted = current === undefined
  if (current) say({ type: 'weights', ...current() })
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'action') control.request(message.action)
  else handOver()
})

runTraining({
  ...(workerData as WorkerJob),
  control,
  liveSeconds: LIVE_SECONDS,
  onEvent: (event) => say({ type: 'event', event }),
  onState: (state, problem) => say({ type: 'state', state, ...(problem ? { problem } : {}) }),
  onReady: (read) => {
    current = read
    if (weightsWanted) handOver()
  },
})
  .then((outcome) => say({ type: 'end', outcome }))
  .catch((thrown: unknown) => say({ type: 'error', error: AppError.from(thrown).toData() }))
  // The port would keep the thread alive.
  .finally(() => port.close())
