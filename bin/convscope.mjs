#!/usr/bin/env node
/**
 * `npx convscope <command>` in a checkout: brings what the command needs, builds what has changed,
 * then runs the command in this process. Stdout and the exit status are the command's; all that the
 * set-up says goes to stderr.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from '../scripts/setup/lib/build.mjs'
import { createContext } from '../scripts/setup/lib/context.mjs'
import { bringSteps, steps, tellFailure } from '../scripts/setup/lib/steps.mjs'

/**
 * Commands that compute nothing; every other one, also one that is added later, gets TensorFlow.
 */
const WITHOUT_TENSORFLOW = new Set(['summary', 'datasets', 'setup', 'help'])

const [command] = process.argv.slice(2)
const asksOnly =
  command === undefined ||
  command.startsWith('-') ||
  process.argv.slice(3).some((argument) => argument === '--help' || argument === '-h')

async function prepare() {
  const ctx = createContext()
  const needed =
    asksOnly || WITHOUT_TENSORFLOW.has(command)
      ? [steps.packages]
      : [steps.packages, steps.tensorflow]
  if (!(await bringSteps(needed, ctx))) return undefined
  await build(ctx)
  return join(ctx.root, 'out', 'main', 'cli.js')
}

/** A failed set-up keeps the form that the command line promises for errors. */
function giveUp() {
  const message =
    'What this command needs could not be set up: see the messages on stderr, or run `npx convscope doctor`.'
  if (process.argv.includes('--json'))
    console.log(JSON.stringify({ error: { code: 'engine-unavailable', message } }))
  process.exitCode = 1
}

if (command === 'doctor') {
  await import('../scripts/doctor.mjs')
} else {
  const entry = await prepare().catch((error) => tellFailure({ title: 'convscope' }, error))
  if (entry) createRequire(import.meta.url)(entry)
  else giveUp()
}
