import { trainingModeSchema } from '@shared/contract/training'
import { Option } from 'commander'

/** How a training runs; the results differ only by rounding. */
export const modeOption = (): Option =>
  new Option(
    '--mode <mode>',
    'auto: compiled into one graph if possible; graph: compiled or not at all; eager: operation by operation',
  )
    .choices(trainingModeSchema.options)
    .default('auto')
