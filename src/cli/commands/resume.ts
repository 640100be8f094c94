import type { TrainingMode } from '@shared/contract/training'
import type { RegisterCommand } from '../command'
import { modeOption } from '../mode-option'
import { runToEnd } from '../run-to-end'

/** `convscope resume`: goes on with a paused, stopped or interrupted run. */
export const resume: RegisterCommand = (program, act) => {
  program
    .command('resume <run>')
    .description('go on with a run from its newest checkpoint')
    .addOption(modeOption())
    .action(
      act((context, run: string, { mode }: { readonly mode: TrainingMode }) =>
        runToEnd(context, { resume: run }, mode),
      ),
    )
}
