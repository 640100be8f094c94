import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'

/** Path of a program, or undefined; found as a shell does, without starting one. */
export function which(name, env = process.env) {
  const endings = process.platform === 'win32' ? (env.PATHEXT ?? '.EXE;.CMD').split(';') : ['']
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const path = join(folder, name + ending)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined
}

/**
 * Runs a program. Its output is collected (`quiet`) or goes to our stderr, never to stdout.
 * @returns {Promise<{code: number, output: string}>} 127 when it could not be started, 124 when it
 *   took longer than `timeout` ms
 */
export function execute(program, args, { quiet = true, timeout = 0, ...options } = {}) {
  return new Promise((resolve) => {
    // npm is a batch file on Windows, which only a shell may start.
    const shell = program.endsWith('.cmd')
    const child = spawn(program, args, {
      shell,
      ...options,
      stdio: ['ignore', quiet ? 'pipe' : process.stderr, quiet ? 'pipe' : process.stderr],
    })
    let output = ''
    let late = false
    const timer = timeout
      ? setTimeout(() => ((late = true), child.kill('SIGKILL')), timeout)
      : undefined
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 127, output: error.message })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code: late ? 124 : (code ?? 1), output })
    })
  })
}

/** Like `execute`, but a failure is thrown with the last lines of the program's output. */
export async function mustExecute(program, args, options, fix) {
  const { code, output } = await execute(program, args, options)
  if (code === 0) return output
  const last = output.trim().split('\n').slice(-12).join('\n')
  throw new SetupFailure(
    `${program} ${args.slice(0, 3).join(' ')} … ended with ${code}${last ? `:\n${last}` : ''}`,
    fix,
  )
}
