import { join } from 'node:path'
import electron from '../electron.mjs'
import { libraries, testLibraries } from '../libraries.mjs'
import packages from '../packages.mjs'
import tensorflow from '../tensorflow.mjs'
import { SetupFailure, messageOf } from '../../../src/libtensorflow/failure.mjs'
import { withLock } from './lock.mjs'
import { say } from './report.mjs'

/** In the order in which they build on each other. */
export const allSteps = [packages, libraries, tensorflow, electron]
export const steps = { packages, libraries, tensorflow, electron, testLibraries }

/** Reports a failed step: what failed, why, and the command that fixes it. */
export function tellFailure(step, error) {
  say(
    `${step.title}: ${error instanceof SetupFailure ? error.message : (error?.stack ?? messageOf(error))}`,
  )
  if (error instanceof SetupFailure && error.fix) say(`  to fix it: ${error.fix}`)
}

/**
 * Runs the steps of `wanted` that are missing; prints nothing where all are done. A step marked
 * optional may fail (the rest works without it).
 * @returns {Promise<boolean>} whether everything necessary is set up
 */
export async function bringSteps(wanted, ctx) {
  const isMissing = (step) => ctx.fresh || !step.check(ctx).ok
  if (!wanted.some(isMissing)) return true
  return withLock(join(ctx.cache, 'setup.lock'), 'Set-up', async () => {
    for (const step of wanted) {
      // Another set-up may have done it while this one waited.
      if (!isMissing(step)) continue
      try {
        await step.run(ctx)
        say(`${step.title}: ready`)
      } catch (error) {
        tellFailure(step, error)
        if (!step.optional) return false
      }
    }
    return true
  })
}
