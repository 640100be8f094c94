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
import { playwrightTally, vitestTally } from './setup/lib/tally.mjs'

const ctx = createContext()
const [part, ...filter] = process.argv.slice(2)

async function runner(reports, name, args, env = {}) {
  const bin = { vitest: 'vitest/vitest.mjs', playwright: '@playwright/test/cli.js' }[name]
  const report = join(reports, `${name}.json`)
  const options = {
    cwd: ctx.root,
    quiet: false,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...env },
  }
  const { code } = await execute(
    process.execPath,
    [join(ctx.root, 'node_modules', bin), ...args(report), ...filter],
    options,
  )
  return { report, code }
}

async function unit(reports) {
  const { report, code } = await runner(reports, 'vitest', (file) => [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  return vitestTally(report, code)
}

/** An app keeps about one core busy, and a training both. */
const APPS_AT_ONCE = Math.min(2, availableParallelism())

const e2e = (reports) =>
  withScreens(APPS_AT_ONCE, async (screens) => {
    const { report, code } = await runner(
      reports,
      'playwright',
      () => ['test', '--reporter=list,json'],
      { ...screens, ...(await windowEnvironment(ctx)) },
    )
    return playwrightTally(report, code)
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
  const reports = await mkdtemp(join(tmpdir(), 'convscope-test-'))
  try {
    const tallies = []
    for (const each of parts) tallies.push(await each(reports))
    return tallies
  } finally {
    await rm(reports, { recursive: true, force: true })
  }
}

const tallies = await run().catch((error) => {
  tellFailure({ title: 'npm test' }, error)
  return [{ passed: 0, failed: 1 }]
})
const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0)
process.exitCode = sum('failed') === 0 ? 0 : 1
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
