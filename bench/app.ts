/**
 * The app as a user sees it: time from launch to a usable window and to a ready engine, from a
 * dropped file to painted feature maps, memory of each process, and frame times while a training
 * runs. The real Electron, on a screen in memory.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { dropFiles } from '../e2e/drop'
import { ready, start, type Folders } from '../e2e/launch'
import { writePng } from '../e2e/pictures'
import { expect } from '../e2e/test'
import { pointsDrawn, trainingProcess } from '../e2e/training'
import { showView, untilPainted } from '../e2e/window'
import { dropToPainted, watchPaints } from './app/paints'
import { trainForEver, watchRun } from './app/training'
import { asUser } from './app/user'
import { measureFrames, type FrameTimes } from './lib/frames'
import { framesTable } from './lib/frames-table'
import { thisMachine } from './lib/machine'
import { printReport, runBench } from './lib/report'
import { roundedSpread, spread, type Spread } from './lib/statistics'
import { figure, markdownTable } from './lib/table'

const USAGE = `Usage: npm run bench -- app [--launches 7] [--drops 5] [--frames-seconds 5] [--json]
Takes about a minute and a half.`

interface LaunchTimes {
  /** Milliseconds from the start of the process to the first paint of the mounted window. */
  readonly window: number
  readonly engine: number
  readonly firstDrop: number
  readonly drops: readonly number[]
}

/** Working sets in MB by process. */
type Memory = Readonly<Record<string, number>>

async function memoryOf(app: ElectronApplication): Promise<Memory> {
  const metrics = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ type, name, serviceName, memory }) => ({
      type,
      name: name ?? serviceName ?? '',
      kilobytes: memory.workingSetSize,
    })),
  )
  const sum: Record<string, number> = {}
  for (const { type, name, kilobytes } of metrics) {
    const process = type === 'Browser' ? 'main' : type === 'Tab' ? 'window' : name || type
    sum[process] = Math.round((sum[process] ?? 0) + kilobytes / 1024)
  }
  return sum
}

/** What a process that isn't Electron's own has in memory; Linux only. */
async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? NaN) / 1024)
}

async function timeDrop(
  page: Page,
  picture: string,
  before: string,
): Promise<{ ms: number; pass: string }> {
  await dropFiles(page, [picture])
  const pass = await untilPainted(page, before)
  let ms = NaN
  // The frame after the painting.
  await expect.poll(async () => (ms = await dropToPainted(page, pass))).toBeGreaterThan(0)
  return { ms, pass }
}

async function launch(
  folders: Folders,
  pictures: readonly string[],
): Promise<LaunchTimes & { memory: Memory }> {
  const started = Date.now()
  const running = await start({}, folders)
  const { app, page } = running
  try {
    await page.waitForSelector('html[data-ready=true]', { state: 'attached' })
    const engine = (await page.evaluate(() => Date.now())) - started
    const painted = await page.evaluate(
      () =>
        performance.timeOrigin +
        (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN),
    )
    await showView(page, 'Inspect')
    const sample = await untilPainted(page)
    await watchPaints(page)
    await showView(page, 'Train')
    const [first = '', ...others] = pictures
    const firstDrop = await timeDrop(page, first, sample)
    let { pass } = firstDrop
    const drops: number[] = []
    for (const picture of others) {
      const drop = await timeDrop(page, picture, pass)
      drops.push(drop.ms)
      pass = drop.pass
    }
    return {
      window: painted - started,
      engine,
      firstDrop: firstDrop.ms,
      drops,
      memory: await memoryOf(app),
    }
  } finally {
    await running.close()
  }
}

async function whileTraining(
  folders: Folders,
  seconds: number,
): Promise<{ frames: Record<string, FrameTimes>; memory: Memory }> {
  const running = await start({}, folders)
  const { app, page } = running
  try {
    await ready(page)
    await showView(page, 'Train')
    const wait = () => page.waitForTimeout(seconds * 1000)
    const frames: Record<string, FrameTimes> = { 'Train, at rest': await measureFrames(page, wait) }
    const run = await trainForEver(page, folders)
    await expect.poll(() => pointsDrawn(page)).toBeGreaterThan(3)
    frames['Train, curves growing'] = await measureFrames(page, wait)
    await watchRun(page, run)
    frames['Inspect, maps following the training'] = await measureFrames(page, wait)
    return {
      frames,
      memory: {
        ...(await memoryOf(app)),
        training: await residentMegabytes(await trainingProcess(folders)),
      },
    }
  } finally {
    await running.close()
  }
}

function timesTable(
  first: LaunchTimes,
  later: readonly LaunchTimes[],
): { table: string; times: Record<string, Spread> } {
  const times = {
    'launch to usable window': roundedSpread(spread(later.map(({ window }) => window)), 3),
    'launch to engine ready': roundedSpread(spread(later.map(({ engine }) => engine)), 3),
    'first drop to all maps painted': roundedSpread(
      spread(later.map(({ firstDrop }) => firstDrop)),
      3,
    ),
    'later drops to all maps painted': roundedSpread(
      spread([first, ...later].flatMap(({ drops }) => drops)),
      3,
    ),
  }
  const firsts = [first.window, first.engine, first.firstDrop]
  const rows = Object.entries(times).map(([name, { median, min, max }], i) => [
    name,
    figure(median),
    `${figure(min)}…${figure(max)}`,
    figure(firsts[i] ?? NaN),
  ])
  return {
    table: markdownTable(['milliseconds', 'median', 'range', 'first launch of a new user'], rows),
    times,
  }
}

function memoryTable(memories: Readonly<Record<string, Memory>>): string {
  const processes = [...new Set(Object.values(memories).flatMap((memory) => Object.keys(memory)))]
  const total = (memory: Memory): number =>
    Object.values(memory).reduce((sum, megabytes) => sum + megabytes, 0)
  const rows = Object.entries(memories).map(([when, memory]) => [
    when,
    ...processes.map((name) => figure(memory[name] ?? NaN)),
    figure(total(memory)),
  ])
  return markdownTable(['working sets, MB', ...processes, 'together'], rows)
}

runBench(USAGE, ['launches', 'drops', 'frames-seconds'], async (asked) => {
  const launches = asked.count('launches', 7)
  const drops = asked.count('drops', 5)
  const seconds = asked.count('frames-seconds', 5)
  await asUser(async (folders) => {
    const pictures = await Promise.all(
      Array.from({ length: drops + 1 }, (_, i) =>
        writePng(join(folders.root, `picture-${i}.png`), i),
      ),
    )
    const first = await launch(folders, pictures)
    const later: (LaunchTimes & { memory: Memory })[] = []
    for (let i = 1; i <= launches; i++) {
      later.push(await launch(folders, pictures))
      console.error(`launch ${i} of ${launches}`)
    }
    const training = await whileTraining(folders, seconds)
    const { table, times } = timesTable(first, later)
    const memory = {
      'after the drops': later.at(-1)?.memory ?? first.memory,
      'while a training runs': training.memory,
    }
    printReport(
      thisMachine(),
      [table, memoryTable(memory), framesTable(training.frames)],
      { times, first, memory, frames: training.frames },
      asked.json,
    )
  })
})
