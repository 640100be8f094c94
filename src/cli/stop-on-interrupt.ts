import type { TrainingControl } from '../engine/training/control'
import type { Context } from './command'

const EXIT_FAILURE = 1

/**
 * The first Ctrl-C lets a training end after its step, the second ends the process at once.
 * @param clear takes the status line away before anything is said
 * @param saying what is said of the first
 * @returns what lets Ctrl-C go again
 */
export const stopOnInterrupt = (
  { output, terminal }: Context,
  control: TrainingControl,
  clear: () => void,
  saying: string,
): (() => void) =>
  terminal.onInterrupt(() => {
    if (control.stopRequested) process.exit(EXIT_FAILURE)
    control.request('stop')
    clear()
    output.note(`${saying} Ctrl-C again ends at once.`)
  })
