import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * The command line as commander knows it, from the sources.
 * @returns {Promise<import('commander').Command>}
 */
export async function commandLine(root) {
  // tsx finds the aliases of imports there.
  process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.node.json')
  const { register } = await import('tsx/cjs/api')
  const unregister = register()
  try {
    const load = createRequire(import.meta.url)
    return load(join(root, 'src/cli/program.ts')).describedProgram()
  } finally {
    unregister()
  }
}

/** The commands that do something, with their full names (`datasets fetch`). */
export function leavesOf(command, before = []) {
  return command.commands
    .filter((child) => child._hidden !== true)
    .flatMap((child) => {
      const words = [...before, child.name()]
      return child.commands.length > 0 ? leavesOf(child, words) : [{ words, command: child }]
    })
}

export const optionsOf = (command) => command.options.filter(({ hidden }) => !hidden)
export const argumentsOf = (command) =>
  command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '…' : ''}`
    return argument.required ? `<${name}>` : `[${name}]`
  })
