import { AppError } from '@shared/errors'
import type { NamedArrays } from '@shared/model/weights'
import { sendToParent } from '../runtime/own-process'
import { TrainingControl } from './control'
import { runTraining } from './run-training'
import type { FromWorker, ToWorker, WorkerJob } from './worker-messages'

/**
 * Seconds between live points, so that the curves are updated more than once a second. A fast
 * training has enough points from the chapter’s rhythm; each redraw takes about 20 ms of a core
 * from the training.
 */
const LIVE_SECONDS = 0.75

/**
 * Entry of the training's own process (docs/decisions/002). It sends weights once for each request,
 * also while the training is paused. When the engine is gone, or the terminal interrupts all
 * processes, the training stops with a checkpoint.
 */
const control = new TrainingControl()
let current: (() => { readonly step: number; readonly weights: NamedArrays }) | undefined
let weightsWanted = false

const send = (message: FromWorker): void => sendToParent(message)

/** Messages are handled between steps, so these are the weights after a complete step. */
function sendWeights(): void {
  weightsWanted = current === undefined
  if (current) send({ type: 'weights', ...current() })
}

async function train(job: WorkerJob): Promise<void> {
  try {
    const outcome = await runTraining({
      ...job,
      control,
      liveSeconds: LIVE_SECONDS,
      onEvent: (event) => send({ type: 'event', event }),
      onState: (state, problem) => send({ type: 'state', state, ...(problem ? { problem } : {}) }),
      onCheckpoint: (step) => send({ type: 'checkpoint', step }),
      onReady: (read) => {
        current = read
        if (weightsWanted) sendWeights()
      },
    })
    send({ type: 'end', outcome })
  } catch (thrown) {
    send({ type: 'error', error: AppError.from(thrown).toData() })
  } finally {
    // The open channel would keep the process alive. Messages that were sent before are delivered
    // first.
    if (process.connected) process.disconnect()
  }
}

const stop = (): void => control.request('stop')
process.on('disconnect', stop)
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
process.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'job':
      return void train(message.job)
    case 'action':
      return control.request(message.action)
    case 'weights':
      return sendWeights()
  }
})
