import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Runs a script of this folder in the environment that `npm run test:exchange` has made. */
export function runPython(script: string, args: readonly string[]): unknown {
  const python = process.env['CONVSCOPE_EXCHANGE_PYTHON']
  if (python === undefined) throw new Error('run these tests by `npm run test:exchange`')
  const { stdout, stderr, status } = spawnSync(python, [join(__dirname, script), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}
