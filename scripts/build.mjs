/** `npm run build [-- --force]`: the packages, then out/, unless no source has changed since. */
import { build } from './setup/lib/build.mjs'
import { createContext } from './setup/lib/context.mjs'
import { bringSteps, steps, tellFailure } from './setup/lib/steps.mjs'

const ctx = createContext()
try {
  process.exitCode = (await bringSteps([steps.packages], ctx)) ? 0 : 1
  if (process.exitCode === 0) await build(ctx, { force: process.argv.includes('--force') })
} catch (error) {
  tellFailure({ title: 'Build' }, error)
  process.exitCode = 1
}
