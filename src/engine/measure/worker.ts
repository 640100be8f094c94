import { answerParent } from '../runtime/ask-process'
import { measureSteps, type MeasureOptions } from './measure'

/** Entry of the process that measures. */
answerParent((options: MeasureOptions, onStep) => measureSteps(options, onStep))
