import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { TrainingControl } from './control'
import { runTraining } from './run-training'
import type { FromWorker, ToWorker, WorkerJob } from './worker-messages'

/**
 * Entry of the training's own thread: the engine's thread stays free to answer within milliseconds (docs/decisions).
 * Weights are handed over only after somebody has asked, once for each request.
 */
const port = parentPort
if (!port) throw new Error('the training worker runs in a worker thread only')

const say = (message: FromWorker): void => port.postMessage(message)
const control = new TrainingControl()
let weightsWanted = false

port.on('message', (message: ToWorker) => {
  if (message.type === 'action') control.request(message.action)
  else weightsWanted = true
})

runTraining({
  ...(workerData as WorkerJob),
  control,
  onEvent: (event) => say({ type: 'event', event }),
  onState: (state, problem) => say({ type: 'state', state, ...(problem ? { problem } : {}) }),
  onStep: (step, weights) => {
    if (!weightsWanted) return
    weightsWanted = false
    say({ type: 'weights', step, weights: weights() })
  },
})
  .then((outcome) => say({ type: 'end', outcome }))
  .catch((thrown: unknown) => say({ type: 'error', error: AppError.from(thrown).toData() }))
  // The port would keep the thread alive.
  .finally(() => port.close())
