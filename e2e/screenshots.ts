import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { foldersIn, ready, ROOT, start } from './launch'
import { type Scene, scenes } from './scenes'
import { changeSettings, writeSettings, writeWindowSize } from './settings'
import { startTraining, untilState } from './training'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const README_BYTES = 300_000

/**
 * Pictures of the scenes in every size, language and theme into `folder`; those of the README into
 * docs/images.
 */
async function main(folder: string, wanted: readonly Scene[]): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'convscope-pictures-'))
  const folders = foldersIn(root)
  await writeSettings(folders, { language: 'en', theme: 'light', notify: false })
  await writeWindowSize(folders, SIZES[0])
  await mkdir(folder, { recursive: true })
  const { app, page, close } = await start({}, folders)
  try {
    await ready(page)
    if (wanted.some(({ trained }) => trained)) {
      await startTraining(page, { epochs: 3, seed: 0 })
      await untilState(page, 'finished', 1_800_000)
    }
    for (const size of SIZES) {
      await resizeTo(app, size)
      for (const language of ['zh', 'en'] as const) {
        for (const theme of ['light', 'dark'] as const) {
          await changeSettings(page, { language, theme })
          for (const scene of wanted) {
            await set(page, scene)
            await picture(
              page,
              join(folder, `${scene.name}-${theme}-${language}-${size.width}x${size.height}.png`),
            )
            if (scene.readme && size === SIZES[0] && language === 'en')
              await forReadme(page, join(ROOT, 'docs/images', `${scene.name}-${theme}.png`))
          }
        }
      }
    }
  } finally {
    await close()
    await rm(root, { recursive: true, force: true })
  }
}

const resizeTo = (
  app: ElectronApplication,
  { width, height }: (typeof SIZES)[number],
): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
    [width, height] as const,
  )

async function set(page: Page, { view, act }: Scene): Promise<void> {
  // A dialog of the scene before; without one, Escape would let a pinned unit go.
  if ((await page.locator('[role=dialog]').count()) > 0) await page.keyboard.press('Escape')
  await page.locator(`[data-view=${view}]`).click()
  await act?.(page)
  const messages = page.locator('[data-dismiss]')
  while ((await messages.count()) > 0) await messages.first().click()
  // Fonts, the figure's next frame and the tooltip of the button just pressed.
  await page.mouse.move(640, 2)
  await page.waitForTimeout(500)
}

async function picture(page: Page, path: string): Promise<void> {
  await page.screenshot({ path })
  console.log(path)
}

async function forReadme(page: Page, path: string): Promise<void> {
  await picture(page, path)
  const { size } = await stat(path)
  if (size > README_BYTES) throw new Error(`${path} has ${size} bytes, more than ${README_BYTES}`)
}

/** The scenes named, by name or by view; all of them where none is. */
function pick(names: readonly string[]): readonly Scene[] {
  const unknown = names.filter(
    (name) => !scenes.some((scene) => scene.name === name || scene.view === name),
  )
  if (unknown.length > 0)
    throw new Error(
      `No scene is called ${unknown.join(', ')}; there are ${scenes.map(({ name }) => name).join(', ')}.`,
    )
  return names.length === 0
    ? scenes
    : scenes.filter(({ name, view }) => names.includes(name) || names.includes(view))
}

async function run([
  folder = 'test-results/screenshots',
  ...names
]: readonly string[]): Promise<void> {
  await main(resolve(folder), pick(names))
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
