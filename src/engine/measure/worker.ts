import { AppError } from '@shared/errors'
import { tellParent } from '../runtime/own-process'
import { measureSteps, type MeasureOptions } from './measure'
import type { FromMeasure } from './in-process'

/** Entry of the process that measures. It ends after its measurement, or when the engine ends. */
const say = (message: FromMeasure): void => tellParent(message)

process.on('disconnect', () => process.exit())
process.once('message', (options: MeasureOptions) => {
  measureSteps(options, (done) => say({ type: 'step', done }))
    .then((measurement) => say({ type: 'end', measurement }))
    .catch((thrown: unknown) => say({ type: 'error', error: AppError.from(thrown).toData() }))
    .finally(() => process.disconnect())
})
