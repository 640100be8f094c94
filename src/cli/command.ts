import type { Command } from 'commander'
import type { Output, Terminal } from './terminal'

/** The context of a running command. */
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
 * A command adds itself to the program. It imports the engine's modules when it runs, so that help
 * is fast.
 */
export type RegisterCommand = (program: Command, act: Act) => void
