import { AppError } from '@shared/errors'
import { ALL_PRESET_IDS } from '@shared/model/presets'
import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import type { Act, Context } from './command'
import { COMMANDS } from './commands'
import { Output, type Terminal } from './terminal'

const EXIT_FAILURE = 1
const EXIT_USAGE = 2

const DESCRIPTION = `A microscope for convolutional networks: the command line of Convscope.

A model is a preset (${ALL_PRESET_IDS.join(', ')}), bundled:lenet, a ModelSpec file, a run folder or an exported model.`

const FOOTER = `
Also: convscope doctor [--json] looks at versions, devices, folders and data sets.
Results go to stdout, progress and messages to stderr. With --json the result is one JSON document
(a line an event for train and resume). Exit status: 0 done, 1 failed or stopped by Ctrl-C, 2 wrong usage.`

/** The complete command line for a terminal; `finish` receives an exit code other than 0. */
function build(terminal: Terminal, finish: (code: number) => void): Command {
  const program = new Command('convscope')
    .description(DESCRIPTION)
    .version(version)
    .addHelpText('after', FOOTER)
  program.exitOverride().configureOutput({
    writeOut: (text) => terminal.stdout.write(text),
    writeErr: (text) => terminal.stderr.write(text),
  })
  const act: Act =
    (action) =>
    async (...values) => {
      // Commander appends the options and the command to the arguments; an action has no use for
      // the latter.
      const command = values.at(-1) as Command
      const context: Context = {
        terminal,
        output: new Output(terminal, command.opts().json === true),
      }
      const code = await action(context, ...(values.slice(0, -1) as never))
      if (code !== undefined) finish(code)
    }
  for (const register of COMMANDS) register(program, act)
  withJson(program)
  return program
}

/**
 * The command line as a description only, for its manual and its shell completions.
 * @public scripts/package bundles it
 */
export function describedProgram(): Command {
  const program = new Command('convscope').description(DESCRIPTION)
  for (const register of COMMANDS) register(program, () => () => Promise.resolve())
  withJson(program)
  return program
}

/** Every command that does something takes --json. */
function withJson(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride().copyInheritedSettings(command)
    if (child.commands.length === 0) child.option('--json', 'print JSON on stdout')
    withJson(child)
  }
}

/** Reports a failure: JSON on stdout for programs, a sentence on stderr for people. */
function report(terminal: Terminal, json: boolean, error: AppError): void {
  const output = new Output(terminal, json)
  const { code, message, details } = error.toData()
  // An unexpected error has a stack, which helps to find the fault.
  const shown = code !== 'internal' || process.env.CONVSCOPE_DEBUG !== undefined
  if (json) output.document({ error: { code, message, ...(shown && details ? { details } : {}) } })
  else
    output.note(
      `convscope: ${message}${shown && code === 'internal' ? `\n${String(details?.stack)}` : ''}`,
    )
}

/**
 * Runs one command.
 * @param words the arguments after the program's name
 * @returns the exit status: 0 done, 1 failed or stopped, 2 wrong usage
 */
export async function runProgram(words: readonly string[], terminal: Terminal): Promise<number> {
  const json = words.includes('--json')
  let status = 0
  const program = build(terminal, (code) => {
    status = code
  })
  try {
    await program.parseAsync([...words], { from: 'user' })
    return status
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      if (thrown.code === 'commander.helpDisplayed' || thrown.code === 'commander.version') return 0
      // Commander has written its message to stderr already; a program reads it from stdout.
      if (json)
        report(
          terminal,
          true,
          new AppError('invalid-argument', thrown.message.replace(/^error: /, '')),
        )
      return EXIT_USAGE
    }
    report(terminal, json, AppError.from(thrown))
    return EXIT_FAILURE
  }
}
