/**
 * Inspect while drawing: how often a second the maps of LeNet are repainted while a brush moves,
 * and how long the search for the strongest patches takes over all of Fashion-MNIST. The first runs
 * in the real Electron, on a screen in memory.
 */
import type { Page } from '@playwright/test'
import { untilPainted } from '../e2e/window'
import { loadDataset } from '../src/engine/datasets'
import { loadModel } from '../src/engine/models'
import { scan } from '../src/engine/probe/scan'
import { inTheWindow } from './app/window'
import { thisMachine } from './lib/machine'
import { printReport, runBench, type Asked } from './lib/report'
import { roundedSpread, spread, type Spread } from './lib/statistics'
import { figure, markdownTable } from './lib/table'

const USAGE = `Usage: npm run bench -- inspect [--strokes 5] [--stroke-seconds 3] [--scans 2] [--json]
Takes about a minute.`
const OPTIONS = ['strokes', 'stroke-seconds', 'scans'] as const

const LAYERS = ['conv2', 'dense3'] as const

/**
 * Frames a second in which conv1's maps were painted, during a stroke made in the page itself, one
 * movement a frame.
 */
async function repaints(page: Page, seconds: number): Promise<number> {
  return page.evaluate(async (length) => {
    const surface = document.querySelector<HTMLElement>('[data-testid=paint-surface]')
    const canvas = document.querySelector<HTMLCanvasElement>(
      '[data-layer=conv1] [role=application] canvas',
    )
    if (!surface || !canvas) throw new Error('There is nothing to paint on.')
    const frames = new Set<number>()
    let frame = 0
    const context = canvas.getContext('2d')
    if (!context) throw new Error('The canvas can not be watched.')
    // LeNet's maps are drawn at whole pixels a cell, all of a layer at once.
    const put = context.putImageData.bind(context) as (...values: unknown[]) => void
    context.putImageData = (...values: unknown[]) => {
      frames.add(frame)
      put(...values)
    }
    const { left, top, width, height } = surface.getBoundingClientRect()
    const send = (type: string, share: number): void => {
      const [clientX, clientY] = [
        left + width * (0.5 + 0.4 * Math.cos(7 * share)),
        top + height * (0.5 + 0.4 * Math.sin(5 * share)),
      ]
      surface.dispatchEvent(
        new PointerEvent(type, { clientX, clientY, button: 0, pointerId: 1, bubbles: true }),
      )
    }
    // A made-up pointer can't be captured.
    surface.setPointerCapture = () => undefined
    const begun = performance.now()
    send('pointerdown', 0)
    while (performance.now() - begun < length * 1000) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      frame += 1
      send('pointermove', (performance.now() - begun) / 1000)
    }
    send('pointerup', length)
    Reflect.deleteProperty(context, 'putImageData')
    return (frames.size * 1000) / (performance.now() - begun)
  }, seconds)
}

const painting = (strokes: number, seconds: number): Promise<number[]> =>
  inTheWindow(async (page) => {
    await page.keyboard.press('b')
    await page.getByTestId('paint-surface').waitFor()
    await untilPainted(page)
    const rates: number[] = []
    for (let stroke = 0; stroke < strokes; stroke++) rates.push(await repaints(page, seconds))
    return rates
  })

/** Seconds of one exhaustive search, without kept results. */
async function search(layer: string): Promise<{ seconds: number; examined: number }> {
  const [model, dataset] = [await loadModel('bundled:lenet'), await loadDataset('fashion-mnist')]
  const begun = performance.now()
  await scan(model, dataset, { layer, place: null, count: 24 })
  return {
    seconds: (performance.now() - begun) / 1000,
    examined: dataset.train.count + dataset.test.count,
  }
}

async function main(asked: Asked<(typeof OPTIONS)[number]>): Promise<void> {
  const rates = await painting(asked.count('strokes', 5), asked.count('stroke-seconds', 3))
  const scans = asked.count('scans', 2)
  const searches: Record<string, Spread> = {}
  let pictures = 0
  for (const layer of LAYERS) {
    const times: number[] = []
    for (let i = 0; i < scans; i++) {
      const { seconds, examined } = await search(layer)
      times.push(seconds)
      pictures = examined
    }
    searches[layer] = roundedSpread(spread(times))
  }
  const repainted = roundedSpread(spread(rates))
  const row = (name: string, { median, min, max }: Spread): string[] => [
    name,
    figure(median),
    figure(min),
    figure(max),
  ]
  const rows = [
    row('maps repainted a second while painting', repainted),
    ...Object.entries(searches).map(([layer, times]) =>
      row(`strongest patches of ${layer}, ${pictures} pictures, seconds`, times),
    ),
  ]
  printReport(
    thisMachine(),
    [markdownTable(['LeNet', 'median', 'least', 'most'], rows)],
    { repaintsPerSecond: repainted, strongestSeconds: searches, pictures },
    asked.json,
  )
}

runBench(USAGE, OPTIONS, main)
