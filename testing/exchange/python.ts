import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

function python(args: readonly string[]) {
  const program = process.env['CONVSCOPE_EXCHANGE_PYTHON']
  if (program === undefined) throw new Error('run these tests by `npm run test:exchange`')
  return spawnSync(program, [...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

/** Runs the program of an export. @returns what it printed; it ends with 1 for a difference */
export function runCheck(folder: string): { readonly same: boolean; readonly printed: string } {
  const { stdout, stderr, status } = python([join(folder, 'check.py')])
  if (status !== 0 && !stdout.includes('They differ')) throw new Error(`check.py: ${stderr}`)
  return { same: status === 0, printed: stdout.trim() }
}

/** Runs a script of this folder in the environment that `npm run test:exchange` has made. */
export function runPython(script: string, args: readonly string[]): unknown {
  const { stdout, stderr, status } = python([join(__dirname, script), ...args])
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
