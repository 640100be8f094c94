import type { RegisterCommand } from '../command'
import { runToEnd } from '../run-to-end'

/** `convscope resume`: goes on with a paused, stopped or interrupted run. */
export const resume: RegisterCommand = (program, act) => {
  program
    .command('resume <run>')
    .description('go on with a run from its newest checkpoint')
    .action(act((context, run: string) => runToEnd(context, { resume: run })))
}
