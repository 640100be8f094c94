import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { ready, ROOT, start } from './launch'
import { changeSettings, writeSettings, writeWindowSize } from './settings'
import { startTraining, untilState } from './training'
import { layerSheet, showView, untilPainted } from './window'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const VIEWS = ['train', 'inspect', 'models'] as const
const README_BYTES = 300_000

/** Pictures of every view, theme, language and size into `folder`; those of the README into docs/images. */
async function main(folder: string): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'convscope-pictures-'))
  const folders = { user: join(root, 'user'), data: join(root, 'data') }
  await writeSettings(folders, { language: 'en', theme: 'light', notify: false })
  await writeWindowSize(folders, SIZES[0])
  await mkdir(folder, { recursive: true })
  const { app, page, close } = await start({}, folders)
  try {
    await ready(page)
    await startTraining(page, { epochs: 3, seed: 0 })
    await untilState(page, 'finished', 300_000)
    await showView(page, 'Inspect')
    await untilPainted(page)
    await layerSheet(page, 'conv2').focus()
    for (let steps = 0; steps < 4; steps++) await page.keyboard.press(steps % 2 ? 'ArrowDown' : 'ArrowRight')
    await page.keyboard.press('Space')

    for (const size of SIZES) {
      await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height), size)
      for (const language of ['zh', 'en'] as const) {
        for (const theme of ['light', 'dark'] as const) {
          await changeSettings(page, { language, theme })
          for (const [index, view] of VIEWS.entries()) {
            await page.getByRole('navigation').locator('.entry').nth(index).click()
            const name = `${view}-${theme}-${language}-${size.width}x${size.height}.png`
            await picture(page, view, join(folder, name))
            if (size === SIZES[0] && language === 'en' && view !== 'models') await forReadme(page, join(ROOT, 'docs/images', `${view}-${theme}.png`))
          }
        }
      }
    }
  } finally {
    await close()
    await rm(root, { recursive: true, force: true })
  }
}

async function picture(page: Page, view: (typeof VIEWS)[number], path: string): Promise<void> {
  if (view === 'inspect') await untilPainted(page)
  // Fonts, the figure's next frame and the tooltip of the button just pressed.
  await page.mouse.move(640, 2)
  await page.waitForTimeout(500)
  await page.screenshot({ path })
  console.log(path)
}

async function forReadme(page: Page, path: string): Promise<void> {
  await page.screenshot({ path })
  const { size } = await stat(path)
  if (size > README_BYTES) throw new Error(`${path} has ${size} bytes, more than ${README_BYTES}`)
  console.log(path)
}

main(resolve(process.argv[2] ?? 'test-results/screenshots')).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
