import { AppError } from '@shared/errors'
import { sendToParent } from '../runtime/own-process'
import { measureSteps, type MeasureOptions } from './measure'
import type { FromMeasure } from './in-process'

/** Entry of the process that measures. It ends after its measurement, or when the engine ends. */
const send = (message: FromMeasure): void => sendToParent(message)

process.on('disconnect', () => process.exit())
process.once('message', (options: MeasureOptions) => {
  measureSteps(options, (done) => send({ type: 'step', done }))
    .then((measurement) => send({ type: 'end', measurement }))
    .catch((thrown: unknown) => send({ type: 'error', error: AppError.from(thrown).toData() }))
    .finally(() => process.disconnect())
})
