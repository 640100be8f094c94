import { join } from 'node:path'
import electron from '../electron.mjs'
import { libraries, testLibraries } from '../libraries.mjs'
import packages from '../packages.mjs'
import tensorflow from '../tensorflow.mjs'
import { SetupFailure, messageOf } from './failure.mjs'
import { withLock } from './lock.mjs'
import { say } from './report.mjs'

/** In the order in which they build on each other. */
export const allSteps = [packages, libraries, tensorflow, electron]
export const steps = { packages, libraries, tensorflow, electron, testLibraries }

/** Tells a failed step in words: what, why and the command that mends it. */
export function tellFailure(step, error) {
  say(
    `${step.title}: ${error instanceof SetupFailure ? error.message : (error?.stack ?? messageOf(error))}`,
  )
  if (error instanceof SetupFailure && error.mend) say(`  to mend it: ${error.mend}`)
}

/**
 * Brings what is missing of `wanted`; says nothing where all is there. A step marked optional may
 * fail (the rest works without it).
 * @returns {Promise<boolean>} whether everything needed is there
 */
export async function bringSteps(wanted, ctx) {
  const isMissing = (step) => ctx.fresh || !step.check(ctx).ok
  if (!wanted.some(isMissing)) return true
  return withLock(join(ctx.cache, 'setup.lock'), 'Set-up', async () => {
    for (const step of wanted) {
      // Another set-up may have brought it while this one waited.
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
