/**
 * The sliding-window lesson as it feels: frame times while the window plays and while a picture is painted on, with the engine
 * answering and the check against the reference running. The real Electron, on a screen in memory.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { encode } from 'fast-png'
import { ready, start, type Folders } from '../e2e/launch'
import { inputGrid, showLesson, untilChecked } from '../e2e/lessons'
import { expect } from '../e2e/test'
import { answerOpenDialog, showView } from '../e2e/window'
import { asUser } from './app/user'
import { measureFrames, type FrameTimes } from './lib/frames'
import { framesTable } from './lib/frames-table'
import { thisMachine } from './lib/machine'
import { countOption, printReport, runBench } from './lib/report'

const USAGE = `Usage: npm run bench -- lessons [--seconds 4] [--sides 64,256,1024] [--json]
Takes about a minute.`

/** A grey picture with something at every place: waves of growing frequency. */
async function writePicture(path: string, side: number): Promise<string> {
  const data = Uint8Array.from({ length: side * side }, (_, i) => 127 + 120 * Math.sin(((i % side) * Math.floor(i / side)) / (side * 4)))
  await writeFile(path, encode({ width: side, height: side, channels: 1, depth: 8, data }))
  return path
}

/** Strokes over the input, as fast as the pointer's events are taken. */
async function paint(page: Page, seconds: number): Promise<void> {
  const box = await inputGrid(page).locator('canvas').first().boundingBox()
  if (!box) throw new Error('the input is not on the screen')
  const end = Date.now() + seconds * 1000
  for (let stroke = 0; Date.now() < end; stroke++) {
    const y = box.y + box.height * (0.1 + (0.8 * (stroke % 12)) / 12)
    await page.mouse.move(box.x + box.width * 0.1, y)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.9, y + 6, { steps: 30 })
    await page.mouse.up()
  }
}

async function measure(folders: Folders & { readonly root: string }, sides: readonly number[], seconds: number): Promise<Record<string, FrameTimes>> {
  const running = await start({}, folders)
  const { app, page } = running
  const frames: Record<string, FrameTimes> = {}
  try {
    await ready(page)
    await showView(page, 'Lessons')
    await showLesson(page, 'edges')
    await page.getByTestId('gallery').selectOption('sobelX')
    for (const side of sides) {
      await answerOpenDialog(app, await writePicture(join(folders.root, `${side}.png`), side))
      await page.getByRole('combobox', { name: 'Longest side of a picture' }).selectOption(String(side))
      await page.getByRole('combobox', { name: 'Picture …' }).selectOption('*')
      await expect(page.getByTestId('input').locator('h3')).toContainText(`${side}×${side}`)
      await untilChecked(page)
      const name = `${side}×${side}, Sobel`
      await page.getByRole('combobox', { name: 'Speed' }).selectOption('60')
      await page.getByRole('button', { name: 'Play', exact: true }).click()
      frames[`${name}: playing, 60 places a second`] = await measureFrames(page, () => page.waitForTimeout(seconds * 1000))
      await page.getByRole('button', { name: 'Pause' }).click()
      await page.getByRole('button', { name: 'Paint' }).click()
      frames[`${name}: painting`] = await measureFrames(page, () => paint(page, seconds))
      await untilChecked(page)
      await page.getByRole('button', { name: 'Point and type' }).click()
    }
    return frames
  } finally {
    await running.close()
  }
}

runBench(async () => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { seconds: text, sides: text, json: { type: 'boolean', default: false }, help: { type: 'boolean' } } })
  if (values.help) {
    console.log(USAGE)
    return
  }
  const seconds = countOption('seconds', values.seconds, 4)
  const sides = (values.sides ?? '64,256,1024').split(',').map((side) => countOption('sides', side, 256))
  const frames = await asUser((folders) => measure(folders, sides, seconds))
  printReport(thisMachine(), [framesTable(frames)], { frames }, values.json)
})
