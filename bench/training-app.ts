/**
 * Compares the app's training in its real window with the same step loop in plain node and with a
 * bare tfjs-node loop, and measures the cost of live feature maps. They run by turns: while one
 * works, the others wait, the app paused.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ready, start } from '../e2e/launch'
import { untilState } from '../e2e/training'
import { showView } from '../e2e/window'
import { examplesDone, followRun, speedOf, type Arrival } from './app/progress'
import { trainForEver, updatesPerSecond, watchRun } from './app/training'
import { asUser } from './app/user'
import { thisMachine } from './lib/machine'
import { printReport, runBench } from './lib/report'
import { median, rounded, roundedSpread, spread } from './lib/statistics'
import { figure, markdownTable } from './lib/table'
import { CASES } from './training/cases'
import { writeExercise } from './training/exercise'
import { WorkerProcess } from './training/worker-process'

const USAGE = `Usage: npm run bench -- training-app [--rounds 6] [--seconds 4] [--json]
Takes about 20 s and then 20 s a round.`

const NAMES = [
  'app, Train open',
  'app, Inspect open with live maps',
  'the same loop in plain node',
  'bare tfjs-node loop',
] as const
type Name = (typeof NAMES)[number]

/** The pause after a change of view or the end of a pause, until caches and layout have settled. */
const SETTLE_MS = 1000

const { recipe } = CASES.lenet
const COUNT = 60_000
const examples = (step: number): number => examplesDone(step, recipe.batchSize, COUNT)

/** Speed of the training in the app over at least so many seconds of training. */
async function passInApp(page: Page, folder: string, seconds: number): Promise<number> {
  await page.waitForTimeout(SETTLE_MS)
  const arrivals: Arrival[] = []
  return new Promise((resolve) => {
    const following = followRun(folder, (arrival) => {
      arrivals.push(arrival)
      const speed = speedOf(arrivals, examples)
      if (speed.seconds < seconds) return
      following.stop()
      resolve(speed.rate)
    })
  })
}

async function passInNode(worker: WorkerProcess, steps: number): Promise<number> {
  const pass = await worker.pass(steps)
  return (pass.steps * recipe.batchSize) / pass.seconds
}

async function setPaused(page: Page, paused: boolean): Promise<void> {
  await showView(page, 'Train')
  await page
    .locator('#view-bar')
    .getByRole('button', { name: paused ? 'Pause' : 'Continue' })
    .click()
  await untilState(page, paused ? 'paused' : 'running')
}

interface Workers {
  readonly own: WorkerProcess
  readonly bare: WorkerProcess
}

async function withWorkers<T>(work: (workers: Workers) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'convscope-bench-'))
  const { path } = writeExercise(scratch, CASES.lenet, 'cpu', cpus().length)
  const node = (file: string, ...args: string[]): WorkerProcess =>
    new WorkerProcess(
      [
        process.execPath,
        join(__dirname, '..', 'out', 'bench', 'training', `${file}.cjs`),
        path,
        ...args,
      ],
      { ...process.env, CUDA_VISIBLE_DEVICES: '' },
    )
  const workers = { own: node('convscope-worker', 'convscope', 'graph'), bare: node('bare-worker') }
  try {
    // One after the other, in the order of their turns.
    for (const worker of [workers.own, workers.bare]) await worker.firstStep()
    return await work(workers)
  } finally {
    await Promise.all([workers.own.stop(), workers.bare.stop()])
    rmSync(scratch, { recursive: true, force: true })
  }
}

interface Measured {
  readonly rates: ReadonlyMap<Name, readonly number[]>
  /** How many times a second the live maps moved. */
  readonly updates: readonly number[]
}

async function measure(rounds: number, seconds: number): Promise<Measured> {
  const updates: number[] = []
  const rates = new Map<Name, number[]>(NAMES.map((name) => [name, []]))
  await asUser((folders) =>
    withWorkers(async ({ own, bare }) => {
      const running = await start({}, folders)
      const { page } = running
      try {
        await ready(page)
        const run = await trainForEver(page, folders)
        const folder = join(folders.data, 'runs', run)
        await watchRun(page, run)
        const steps = Math.ceil((seconds * (await passInApp(page, folder, 1))) / recipe.batchSize)
        const note = (name: Name, rate: number): void => void rates.get(name)?.push(rate)
        for (let round = 0; round < rounds; round++) {
          const views =
            round % 2 ? (['Inspect', 'Train'] as const) : (['Train', 'Inspect'] as const)
          for (const view of views) {
            await showView(page, view)
            if (view === 'Train') note(NAMES[0], await passInApp(page, folder, seconds))
            else {
              const live = await updatesPerSecond(page, () => passInApp(page, folder, seconds))
              note(NAMES[1], live.result)
              updates.push(live.updates)
            }
          }
          await setPaused(page, true)
          note(NAMES[2], await passInNode(own, steps))
          note(NAMES[3], await passInNode(bare, steps))
          await setPaused(page, false)
          console.error(
            `round ${round + 1} of ${rounds}: ${NAMES.map((name) => `${name} ${figure(rates.get(name)?.at(-1) ?? NaN)}`).join('; ')}`,
          )
        }
      } finally {
        await running.close()
      }
    }),
  )
  return { rates, updates }
}

runBench(USAGE, ['rounds', 'seconds'], async (asked) => {
  const { rates, updates } = await measure(asked.count('rounds', 6), asked.count('seconds', 4))
  const of = (name: Name): readonly number[] => rates.get(name) ?? []
  /** Round by round, since the machine may change its speed between rounds. */
  const share = (name: Name, reference: Name) =>
    roundedSpread(spread(of(name).map((rate, i) => rate / (of(reference)[i] ?? NaN))), 3)
  const ratios = {
    appToBareLoop: share(NAMES[0], NAMES[3]),
    appToSameLoop: share(NAMES[0], NAMES[2]),
    liveMapsToTrain: share(NAMES[1], NAMES[0]),
  }
  const loops = NAMES.map((name) => ({
    name,
    ...roundedSpread(spread(of(name))),
    rates: of(name).map((rate) => rounded(rate)),
  }))
  const table = markdownTable(
    ['loop', 'examples/s, median', 'range'],
    loops.map(({ name, median: middle, min, max }) => [
      name,
      figure(middle),
      `${figure(min)}…${figure(max)}`,
    ]),
  )
  const said = ({ median: middle, min, max }: typeof ratios.appToBareLoop): string =>
    `${figure(middle)} (${figure(min)}…${figure(max)})`
  const words = [
    `App to bare tfjs-node loop: **${said(ratios.appToBareLoop)}**; to the same loop in plain node: **${said(ratios.appToSameLoop)}**.`,
    `With live maps to without: **${said(ratios.liveMapsToTrain)}**: they cost ${figure(100 * (1 - median(of(NAMES[1])) / median(of(NAMES[0]))), 2)} % by medians, at ${figure(median(updates), 2)} updates a second.`,
  ]
  printReport(
    thisMachine(),
    [table, words.join(' ')],
    { loops, ratios, liveUpdatesPerSecond: roundedSpread(spread(updates), 3) },
    asked.json,
  )
})
