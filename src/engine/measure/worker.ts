import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '@shared/errors'
import { measureSteps, type MeasureOptions } from './measure'
import type { FromMeasure } from './in-thread'

/** Entry of the thread that measures: the engine's own thread stays free to answer. */
const port = parentPort
if (!port) throw new Error('the measuring worker runs in a worker thread only')
const say = (message: FromMeasure): void => port.postMessage(message)

measureSteps(workerData as MeasureOptions, (done) => say({ type: 'step', done }))
  .then((measurement) => say({ type: 'end', measurement }))
  .catch((thrown: unknown) => say({ type: 'error', error: AppError.from(thrown).toData() }))
  .finally(() => port.close())
