/**
 * Installs the tools that `npm run bench -- training` compares with in a Python environment in the
 * user's cache.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { installedTools, pythonOf, venvFolder } from './training/tools'

const USAGE = `Usage: npm run bench -- setup [options] [-- pip's options]
  --fresh      removes the environment first
  --json       one JSON document as the last line of the output
Needs python3 (3.11 to 3.13) with venv, about 3 GB of disk and 1 GB of download.`

const REQUIREMENTS = join(__dirname, 'python', 'requirements.txt')

function run(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: ['ignore', 2, 2] }).status === 0
}

function main(): number {
  const flag = { type: 'boolean' } as const
  const { values, positionals } = parseArgs({
    options: { fresh: flag, json: flag, help: flag },
    allowPositionals: true,
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const venv = venvFolder()
  if (values.fresh) rmSync(venv, { recursive: true, force: true })
  mkdirSync(dirname(venv), { recursive: true })
  if (
    !existsSync(pythonOf(venv)) &&
    !run(process.env['PYTHON'] ?? 'python3', ['-m', 'venv', venv])
  ) {
    console.error(
      'python3 could not make a virtual environment; on Debian: sudo apt-get install python3-venv',
    )
    return 1
  }
  const pip = [
    '-m',
    'pip',
    'install',
    '--no-cache-dir',
    '--disable-pip-version-check',
    '-r',
    REQUIREMENTS,
    ...positionals,
  ]
  const complete = run(pythonOf(venv), pip)
  const tools = installedTools(pythonOf(venv))
  console.log(
    `${venv}: ${
      Object.entries(tools)
        .map(([tool, version]) => `${tool} ${version}`)
        .join(', ') || 'nothing is installed'
    }`,
  )
  if (values.json) console.log(JSON.stringify({ venv, tools }))
  return complete ? 0 : 1
}

process.exitCode = main()
