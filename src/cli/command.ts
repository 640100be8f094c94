import type { Command } from 'commander'
import type { Output, Terminal } from './terminal'

/** What a command is given when it runs. */
export interface Context {
  readonly output: Output
  readonly terminal: Terminal
}

/**
 * Wraps a command's action: `context` first, then its arguments and options as commander gives
 * them. The action may return an exit code other than 0.
 */
export type Act = <Arguments extends unknown[]>(
  action: (context: Context, ...values: Arguments) => Promise<number | undefined> | Promise<void>,
) => (...values: [...Arguments, Command]) => Promise<void>

/**
 * A command adds itself to the program; its modules of the engine are imported when it runs, so
 * that help is quick.
 */
export type RegisterCommand = (program: Command, act: Act) => void
