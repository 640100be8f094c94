import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import {
  _electron,
  type ElectronApplication,
  expect,
  type Page,
  test as base,
} from '@playwright/test'
import { displays } from '../testing/displays'
import { filledCache, ownCache } from '../testing/own-cache'

export interface LaunchOptions {
  /** Folders of an earlier launch, for the same user again; without them, new and empty ones. */
  readonly folders?: Folders
  /** Further command-line switches. */
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** What a user has: all are empty at a first launch but for what set-up has brought. */
export interface Folders {
  /** Electron's: settings, the window's place, logs. */
  readonly user: string
  /** Runs, imported models, trash. */
  readonly data: string
  /** Data sets and answers that can be worked out again; TensorFlow is the machine's own. */
  readonly cache: string
}

/** The app as a user sees it. */
export interface Running {
  readonly app: ElectronApplication
  readonly page: Page
  readonly folders: Folders
  /** Quits as a user does, and settles when the process is gone. */
  close(): Promise<void>
}

export type Launch = (options?: LaunchOptions) => Promise<Running>

/** The checkout, with the built app in `out/`. */
export const ROOT = resolve(__dirname, '..')
/** Main gives the engine fifteen seconds for its checkpoint. */
const CLOSE_MS = 25_000

function executable(): string {
  if (process.env['CONVSCOPE_ELECTRON']) return process.env['CONVSCOPE_ELECTRON']
  const file = join(filledCache(), 'electron', 'current.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { executable: string }).executable
}

/** The variables by which the engine finds a user's folders. */
export const variablesOf = ({ data, cache }: Folders): Record<string, string> => ({
  CONVSCOPE_DATA: data,
  CONVSCOPE_CACHE: cache,
})

/** New folders inside one that the caller removes. */
export const foldersIn = (root: string): Folders => ({
  user: join(root, 'user'),
  data: join(root, 'data'),
  cache: ownCache(join(root, 'cache')),
})

/** Chromium refuses its sandbox to root; `npm test` says which switches this machine needs. */
function switches(): string[] {
  const given = process.env['CONVSCOPE_ELECTRON_ARGS']
  if (given !== undefined) return given.split(' ').filter(Boolean)
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** The display of this worker's app: each worker has its own where `npm test` has opened several. */
function display(): Record<string, string> {
  const own = displays()[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)]
  return own === undefined ? {} : { DISPLAY: own }
}

/** Starts the app and waits for its first window, not for `ready`. */
export async function start(
  { args = [], env = {} }: LaunchOptions,
  folders: Folders,
): Promise<Running> {
  const { ELECTRON_RENDERER_URL: _, ...inherited } = process.env as Record<string, string>
  const app = await _electron.launch({
    executablePath: executable(),
    args: [...switches(), `--user-data-dir=${folders.user}`, ...args, ROOT],
    cwd: ROOT,
    // As `npm start` does it.
    env: {
      CONVSCOPE_NODE: process.execPath,
      ...inherited,
      ...display(),
      ...variablesOf(folders),
      ...env,
    },
  })
  let closing: Promise<void> | undefined
  const running: Running = {
    app,
    page: await app.firstWindow(),
    folders,
    close: () => (closing ??= closeWithin(app)),
  }
  return running
}

/** Electron's Chromium with an empty window, for pages that are not the app's. */
export const openChromium = (user: string): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath: executable(),
    args: [...switches(), `--user-data-dir=${user}`, join(ROOT, 'e2e/blank-window.cjs')],
    env: { ...(process.env as Record<string, string>), ...display() },
  })

async function closeWithin(app: ElectronApplication): Promise<void> {
  const child = app.process()
  const force = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS)
  try {
    await app.close()
  } finally {
    clearTimeout(force)
  }
}

/** The window has mounted and shows its first view. */
export async function ready(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-ready', 'true', { timeout: 30_000 })
}

/** How the app came to its end; Node hears of it a moment after the window is gone. */
async function ending(app: ElectronApplication): Promise<string> {
  const child = app.process()
  if (child.exitCode === null && child.signalCode === null)
    await once(child, 'exit', { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
  const { exitCode, signalCode } = child
  return exitCode === null && signalCode === null
    ? 'The window is closed, the app runs.'
    : `The app ended: ${signalCode ?? exitCode}.`
}

/**
 * Prints what the window shows and what its engine said last: files of a failed run are out of
 * reach where CI ran it.
 */
async function tell({ app, page, folders }: Running): Promise<void> {
  if (page.isClosed()) console.log(await ending(app))
  const shown = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5_000 })
    .catch(() => 'The window does not answer.')
  const log = join(folders.user, 'logs', 'engine.log')
  const said = existsSync(log)
    ? readFileSync(log, 'utf8').split('\n').slice(-12).join('\n')
    : 'The engine said nothing.'
  console.log(`${shown.split('\n').slice(-60).join('\n')}\n${said}`)
}

/**
 * Tests of the real app. `launch` starts it, with a user's folders of its own each time, and waits
 * until it is ready; whatever a test leaves running is closed after it, and the folders are
 * removed.
 */
export const test = base.extend<{ launch: Launch }>({
  launch: async ({}, use, info) => {
    const started: Running[] = []
    const made: string[] = []
    await use(async (options = {}) => {
      let { folders } = options
      if (!folders) {
        const folder = await mkdtemp(join(tmpdir(), 'convscope-e2e-'))
        made.push(folder)
        folders = foldersIn(folder)
      }
      const running = await start(options, folders)
      started.push(running)
      await ready(running.page)
      return running
    })
    const failed = info.status !== info.expectedStatus
    for (const running of started) {
      if (failed) await tell(running)
      await running.close().catch(() => undefined)
      const log = join(running.folders.user, 'logs', 'engine.log')
      if (failed && existsSync(log)) await info.attach('engine.log', { path: log })
    }
    for (const folder of made) await rm(folder, { recursive: true, force: true })
  },
})

export { expect }
