import type { Page } from '@playwright/test'
import { loadModel } from '../src/engine/models'
import { layerFields } from '../src/shared/model/field/layer-fields'
import { unitField } from '../src/shared/model/field/unit-field'
import { computed, fromPixels } from '../src/shared/model/trace/from-pixels'
import { summarise } from '../src/shared/model/summary'
import { inTheWindow } from './app/window'
import { DEEP_LAYERS, deepNetwork } from './lib/deep-network'
import { thisMachine } from './lib/machine'
import { printReport, runBench, type Asked } from './lib/report'
import { roundedSpread, spread, timesOf } from './lib/statistics'
import { figure, markdownTable } from './lib/table'
import { timesResult, timesTable, type Timed } from './lib/times'

const USAGE = `Usage: npm run bench -- fields [--repetitions 50] [--moves 40] [--json]
Takes about a minute.`
const OPTIONS = ['moves', 'repetitions'] as const

/**
 * From moves of the pointer over the picture to the frame that shows the unit's field; where asked,
 * also its gradient.
 */
async function pointerTimes(page: Page, moves: number, effective: boolean): Promise<number[]> {
  const box = await page.getByTestId('field-picture').boundingBox()
  if (!box) throw new Error('the picture has no place on the screen')
  return page.evaluate(
    async ({ x, y, width, height, moves: count, effective: measured }) => {
      const picture = document.querySelector('[data-testid=field-picture]') as HTMLElement
      const times: number[] = []
      for (let i = 0; i < count; i += 1) {
        const before = picture.dataset['painted']
        const sigma = document.querySelector('[data-testid=field-sigma]')?.textContent
        const [u, v] = [0.1 + 0.8 * ((i * 0.618) % 1), 0.1 + 0.8 * ((i * 0.414) % 1)]
        const started = performance.now()
        picture.dispatchEvent(
          new PointerEvent('pointermove', {
            bubbles: true,
            clientX: x + u * width,
            clientY: y + v * height,
          }),
        )
        for (let frames = 0; frames < 120; frames += 1) {
          await new Promise((resolve) => requestAnimationFrame(resolve))
          const moved = picture.dataset['painted'] !== before
          const answered =
            document.querySelector('[data-testid=field-sigma]')?.textContent !== sigma
          if (moved && (!measured || answered)) {
            times.push(performance.now() - started)
            break
          }
        }
        await new Promise((resolve) => setTimeout(resolve, 120))
      }
      return times
    },
    { ...box, moves, effective },
  )
}

const pointing = (moves: number): Promise<{ theoretical: number[]; effective: number[] }> =>
  inTheWindow(async (page) => {
    await page.keyboard.press('6')
    await page.getByTestId('field-layer').selectOption('conv2')
    await page.getByTestId('sigma').waitFor({ state: 'attached' })
    return {
      theoretical: await pointerTimes(page, moves, false),
      effective: await pointerTimes(page, moves, true),
    }
  })

/** Millions of products a second, of a unit computed from the pixels up. */
async function pixelTracing(repetitions: number): Promise<number[]> {
  const { model, weights } = await loadModel('preset:vgg11-small')
  const input = Float32Array.from(
    { length: model.inputShape.reduce((size, side) => size * side, 1) },
    (_, i) => Math.sin(i),
  )
  const way = fromPixels(model, weights, input, model.layers.at(-1)?.layer.id ?? '', [0, 0, 0])
  return timesOf(repetitions, () => computed(way)).map((ms) => way.products / ms / 1000)
}

async function main(asked: Asked<(typeof OPTIONS)[number]>): Promise<void> {
  const model = deepNetwork()
  const middle = model.layers[Math.floor(DEEP_LAYERS / 8)]?.layer.id ?? ''
  const repetitions = asked.count('repetitions', 50)
  const { theoretical, effective } = await pointing(asked.count('moves', 40))
  const measured: readonly Timed[] = [
    [
      'summary',
      `summary of a network of ${model.layers.length} layers, fields included`,
      timesOf(repetitions, () => summarise(model)),
      '10',
    ],
    [
      'layerFields',
      'fields of its layers alone',
      timesOf(repetitions, () => layerFields(model)),
      '–',
    ],
    [
      'unitField',
      'exact field of one of its units, 125 layers deep',
      timesOf(repetitions, () => unitField(model, middle, { row: 32, column: 32 })),
      '–',
    ],
    ['theoretical', 'LeNet: pointer to painted theoretical field', theoretical, '16'],
    ['effective', 'LeNet: pointer to painted effective field', effective, '50'],
  ]
  const traced = roundedSpread(spread(await pixelTracing(repetitions)))
  const sections = [
    timesTable(measured),
    markdownTable(
      ['millions a second', 'median', 'least', 'most'],
      [
        [
          'products of a unit from the pixels up, VGG-11 for 32×32',
          ...[traced.median, traced.min, traced.max].map(figure),
        ],
      ],
    ),
    'From the pointer to the end of the frame that shows it: a frame of 60 a second waits up to 16.7 ms by itself.',
  ]
  printReport(
    thisMachine(),
    sections,
    {
      ...timesResult(measured),
      productsMillions: traced,
    },
    asked.json,
  )
}

runBench(USAGE, OPTIONS, main)
