/**
 * `npm test [-- unit | e2e [filter…]]`: sets up what is missing, builds, runs vitest and then
 * Playwright on a separate screen.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { bringDataset } from './setup/dataset.mjs'
import { build } from './setup/lib/build.mjs'
import { execute } from './setup/lib/command.mjs'
import { createContext } from './setup/lib/context.mjs'
import { say } from './setup/lib/report.mjs'
import { withScreens } from './setup/lib/screens.mjs'
import { windowEnvironment } from './setup/lib/window.mjs'
import { bringSteps, steps, tellFailure } from './setup/lib/steps.mjs'
import { playwrightTally } from './setup/lib/tally.mjs'
import { runVitest } from './setup/lib/vitest.mjs'

const ctx = createContext()
const [part, ...filter] = process.argv.slice(2)

const unit = () => runVitest(ctx, filter)

/** An app keeps about one core busy, and a training both. */
const APPS_AT_ONCE = Math.min(2, availableParallelism())

const e2e = () =>
  withScreens(APPS_AT_ONCE, async (screens) => {
    const folder = await mkdtemp(join(tmpdir(), 'convscope-playwright-'))
    const report = join(folder, 'report.json')
    const env = { ...process.env, ...screens, ...(await windowEnvironment(ctx)) }
    try {
      const { code } = await execute(
        process.execPath,
        [
          join(ctx.root, 'node_modules', '@playwright/test/cli.js'),
          'test',
          '--reporter=list,json',
          ...filter,
        ],
        { cwd: ctx.root, quiet: false, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } },
      )
      return await playwrightTally(report, code)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

async function run() {
  const parts = { unit: [unit], e2e: [e2e], undefined: [unit, e2e] }[part]
  if (!parts) {
    say('usage: npm test [-- unit | e2e [filter…]]')
    process.exit(2)
  }
  const { packages, libraries, tensorflow, electron, testLibraries } = steps
  const wanted = parts.includes(e2e)
    ? [packages, libraries, testLibraries, tensorflow, electron]
    : [packages, tensorflow]
  if (!(await bringSteps(wanted, ctx))) return [{ passed: 0, failed: 1 }]
  await build(ctx)
  await bringDataset(ctx)
  const tallies = []
  for (const each of parts) tallies.push(await each())
  return tallies
}

const tallies = await run().catch((error) => {
  tellFailure({ title: 'npm test' }, error)
  return [{ passed: 0, failed: 1 }]
})
const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0)
process.exitCode = sum('failed') === 0 ? 0 : 1
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
