import { desktopCalls } from '@shared/contract/desktop'
import { engineCalls } from '@shared/contract/engine'
import { Command } from 'commander'
import { expect, it } from 'vitest'
import { COMMANDS } from './commands'
import { COVERAGE } from './coverage'

/** The names of a command, or of those of its group. */
const namesOf = (command: Command, group = ''): readonly string[] => {
  const name = `${group}${command.name()}`
  return command.commands.length === 0
    ? [name]
    : command.commands.flatMap((child) => namesOf(child, `${name} `))
}

it('every call of the window has a command that exists, or a reason', () => {
  const program = new Command('convscope')
  for (const register of COMMANDS) register(program, () => () => Promise.resolve())
  const known = program.commands.flatMap((command) => namesOf(command))
  const calls = Object.keys({ ...engineCalls, ...desktopCalls })
  expect(Object.keys(COVERAGE).sort()).toEqual(calls.sort())
  for (const coverage of Object.values(COVERAGE)) {
    if ('command' in coverage) expect(known).toContain(coverage.command)
    else expect(coverage.reason).not.toBe('')
  }
})
