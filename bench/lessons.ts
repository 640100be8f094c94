/**
 * The speed of the sliding-window lesson: frame times while the window plays, is scrubbed, is
 * pointed at and is painted on, with the engine answering and the check against the reference
 * running. The real Electron, on a screen in memory.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { encode } from 'fast-png'
import { ready, start, type Folders } from '../e2e/launch'
import { inputGrid, showLesson, untilChecked } from '../e2e/lessons'
import { expect } from '../e2e/test'
import { answerOpenDialog, showView } from '../e2e/window'
import { asUser } from './app/user'
import { measureFrames, type FrameTimes } from './lib/frames'
import { framesTable } from './lib/frames-table'
import { thisMachine } from './lib/machine'
import { countOf, printReport, runBench } from './lib/report'

const USAGE = `Usage: npm run bench -- lessons [--seconds 4] [--sides 64,256,1024] [--json]
Takes about two minutes.`

/** A grey picture with something at every place: waves of growing frequency. */
async function writePicture(path: string, side: number): Promise<string> {
  const data = Uint8Array.from(
    { length: side * side },
    (_, i) => 127 + 120 * Math.sin(((i % side) * Math.floor(i / side)) / (side * 4)),
  )
  await writeFile(path, encode({ width: side, height: side, channels: 1, depth: 8, data }))
  return path
}

async function boxOf(
  target: Locator,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await target.boundingBox()
  if (!box) throw new Error('what is measured is not on the screen')
  return box
}

const inputCanvas = (page: Page): Locator => inputGrid(page).locator('canvas').first()

/**
 * Lines over the target, as fast as the pointer's events are taken; with the button down where
 * `pressed`.
 */
async function sweep(
  page: Page,
  target: Locator,
  seconds: number,
  pressed: boolean,
): Promise<void> {
  const box = await boxOf(target)
  const end = Date.now() + seconds * 1000
  for (let stroke = 0; Date.now() < end; stroke++) {
    const y = box.y + box.height * (0.1 + (0.8 * (stroke % 12)) / 12)
    await page.mouse.move(box.x + box.width * 0.1, y)
    if (pressed) await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.9, y + Math.min(6, box.height * 0.05), {
      steps: 30,
    })
    if (pressed) await page.mouse.up()
  }
}

/** What is done to a picture while frames are counted, in this order. */
const GESTURES: Readonly<Record<string, (page: Page, seconds: number) => Promise<void>>> = {
  'playing, 60 places a second': async (page, seconds) => {
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.waitForTimeout(seconds * 1000)
    await page.getByRole('button', { name: 'Pause' }).click()
  },
  scrubbing: (page, seconds) =>
    sweep(page, page.getByTestId('player').getByRole('slider'), seconds, true),
  pointing: (page, seconds) => sweep(page, inputCanvas(page), seconds, false),
  painting: async (page, seconds) => {
    await page.getByRole('button', { name: 'Paint' }).click()
    await sweep(page, inputCanvas(page), seconds, true)
    await page.getByRole('button', { name: 'Point and type' }).click()
  },
}

async function measure(
  folders: Folders & { readonly root: string },
  sides: readonly number[],
  seconds: number,
): Promise<Record<string, FrameTimes>> {
  const running = await start({}, folders)
  const { app, page } = running
  const frames: Record<string, FrameTimes> = {}
  try {
    await ready(page)
    await showView(page, 'Lessons')
    await showLesson(page, 'edges')
    await page.getByTestId('gallery').selectOption('sobelX')
    frames['nothing going on'] = await measureFrames(page, () =>
      page.waitForTimeout(seconds * 1000),
    )
    for (const side of sides) {
      await answerOpenDialog(app, await writePicture(join(folders.root, `${side}.png`), side))
      await page
        .getByRole('combobox', { name: 'Longest side of a picture' })
        .selectOption(String(side))
      await page.getByRole('combobox', { name: 'Picture …' }).selectOption('*')
      await expect(page.getByTestId('input').locator('h3')).toContainText(`${side}×${side}`)
      await untilChecked(page)
      await page.getByRole('combobox', { name: 'Speed' }).selectOption('60')
      for (const [name, gesture] of Object.entries(GESTURES)) {
        frames[`${side}×${side}, Sobel: ${name}`] = await measureFrames(page, () =>
          gesture(page, seconds),
        )
        // Work that the gesture started, such as the check of a painted picture, does not count for
        // the next one.
        await untilChecked(page)
      }
    }
    return frames
  } finally {
    await running.close()
  }
}

runBench(USAGE, ['seconds', 'sides'], async (asked) => {
  const seconds = asked.count('seconds', 4)
  const sides = (asked.text('sides') ?? '64,256,1024')
    .split(',')
    .map((side) => countOf('sides', side, 256))
  const frames = await asUser((folders) => measure(folders, sides, seconds))
  printReport(thisMachine(), [framesTable(frames)], { frames }, asked.json)
})
