import type { TrainingControl } from '../engine/training/control'
import type { Context } from './command'

const EXIT_FAILURE = 1

/**
 * The first Ctrl-C lets a training end after its step, the second ends the process immediately.
 * @param clear clears the status line before anything is printed
 * @param saying the message of the first Ctrl-C
 * @returns a function that restores Ctrl-C
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
    output.note(`${saying} Press Ctrl-C again to end immediately.`)
  })
