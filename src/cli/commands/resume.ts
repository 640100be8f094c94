import type { TrainingMode } from '@shared/contract/training'
import { recipeSchema } from '@shared/model/recipe'
import type { RegisterCommand } from '../command'
import { modeOption } from '../mode-option'
import { runToEnd } from '../run-to-end'
import { numberOf } from '../values'

interface Options {
  readonly mode: TrainingMode
  readonly epochs?: number
}

const HELP = `
With --epochs a run that has finished is trained further, and one that was stopped gets another end: the number is that
of all epochs together. Under a constant rate, steps or an exponential schedule the run ends as one training of that many
epochs does, on the CPU bit for bit. A cosine spans all epochs and is recomputed for the new number.`

/** `convscope resume`: continues a run, also one that has finished its epochs. */
export const resume: RegisterCommand = (program, act) => {
  program
    .command('resume <run>')
    .description('continue a run from its newest complete weights')
    .option(
      '--epochs <n>',
      'total number of epochs (default: those of the recipe)',
      numberOf(recipeSchema.shape.epochs.unwrap()),
    )
    .addOption(modeOption())
    .addHelpText('after', HELP)
    .action(
      act((context, run: string, { mode, epochs }: Options) =>
        runToEnd(context, { resume: run, epochs }, mode),
      ),
    )
}
