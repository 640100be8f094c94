import { answerParent } from '../../runtime/ask-process'
import { findRate, type FindRateOptions } from './find-rate'

/** Entry of the process that finds a rate. */
answerParent((options: FindRateOptions, onStep) => findRate(options, onStep))
