/**
 * The builder with a network of a thousand layers: the cost of an edit by itself, and the time from
 * the edit to the frame that shows it in table, totals and graph. The latter runs in the real
 * Electron, on a screen in memory.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { fromMenu, untilArranged } from '../e2e/builder'
import { ready, start } from '../e2e/launch'
import { answerOpenDialog, showView, untilPainted } from '../e2e/window'
import { formatDraft, type ModelDraft } from '../src/shared/model/draft'
import { setFields } from '../src/shared/model/edit'
import { examine } from '../src/shared/model/examine'
import { layerFields } from '../src/shared/model/field/layer-fields'
import { leanDraft } from '../src/shared/model/lean'
import { lint } from '../src/shared/model/lint'
import { summarise } from '../src/shared/model/summary'
import { takeCode } from './app/page'
import { asUser } from './app/user'
import { DEEP_LAYERS, deepNetwork } from './lib/deep-network'
import { thisMachine } from './lib/machine'
import { printReport, runBench, type Asked } from './lib/report'
import { timesOf } from './lib/statistics'
import { timesResult, timesTable, type Timed } from './lib/times'

const USAGE = `Usage: npm run bench -- builder [--repetitions 50] [--edits 30] [--json]
Takes about a minute.`
const OPTIONS = ['edits', 'repetitions'] as const

/**
 * From a keystroke in a row to the end of the frame that shows its consequences in row, total and
 * graph.
 */
async function editTimes(page: Page, edits: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const at = (selector: string): HTMLElement => {
      const found = document.querySelector<HTMLElement>(selector)
      if (!found) throw new Error(`There is no ${selector}.`)
      return found
    }
    const shown = (): readonly string[] =>
      [
        '[data-testid=total-parameters]',
        'tr[data-row=a0] .shape',
        '.node[data-node=a0] .shape',
      ].map((selector) => at(selector).textContent)
    const times: number[] = []
    for (let i = 0; i < count; i += 1) {
      const [input, before] = [
        at('tr[data-row=a0] input[name=channels]') as HTMLInputElement,
        shown(),
      ]
      const started = performance.now()
      input.value = i % 2 === 0 ? '6' : '8'
      input.dispatchEvent(new Event('input', { bubbles: true }))
      for (let frames = 0; frames < 300; frames += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        if (shown().every((text, place) => text !== before[place])) break
      }
      // A task of its own comes after the frame has been painted.
      await new Promise((resolve) => setTimeout(resolve))
      times.push(performance.now() - started)
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
    return times
  }, edits)
}

/** From a key in the table to the frame that shows the next row selected, in table and graph. */
async function walkTimes(page: Page, steps: number): Promise<number[]> {
  await page.getByRole('group', { name: 'Layers of the network' }).focus()
  return page.evaluate(async (count) => {
    const times: number[] = []
    const table = document.activeElement
    for (let i = 0; i < count; i += 1) {
      const before = document.querySelector('tr.chosen')?.getAttribute('data-row')
      const started = performance.now()
      table?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
      for (let frames = 0; frames < 300; frames += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve))
        if (document.querySelector('tr.chosen')?.getAttribute('data-row') !== before) break
      }
      await new Promise((resolve) => setTimeout(resolve))
      times.push(performance.now() - started)
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
    return times
  }, steps)
}

interface Window {
  readonly open: number[]
  readonly edit: number[]
  readonly walk: number[]
}

const inTheWindow = (draft: ModelDraft, edits: number): Promise<Window> =>
  asUser(async (folders) => {
    const folder = await mkdtemp(join(tmpdir(), 'convscope-deep-'))
    const running = await start({}, folders)
    const { app, page } = running
    try {
      const file = join(folder, 'deep.json')
      await writeFile(file, formatDraft(draft))
      await ready(page)
      await takeCode(page)
      await untilPainted(page)
      await showView(page, 'Model')
      await untilArranged(page)
      await answerOpenDialog(app, file)
      const started = performance.now()
      await fromMenu(page, 'Open a file')
      await page.locator('tr[data-row=a0]').waitFor()
      // Asked within the page: an assertion that has to wait writes the whole window down
      // meanwhile, in the window's own time.
      await page.waitForFunction(
        () => document.querySelector('.graph')?.getAttribute('data-settled') === 'true',
      )
      const open = [performance.now() - started]
      await page.locator('.node[data-node=a0]').waitFor()
      const edit = await editTimes(page, edits)
      return { open, edit, walk: await walkTimes(page, edits) }
    } finally {
      await running.close()
      await rm(folder, { recursive: true, force: true })
    }
  })

async function main(asked: Asked<(typeof OPTIONS)[number]>): Promise<void> {
  const repetitions = asked.count('repetitions', 50)
  const model = deepNetwork()
  const draft = leanDraft(model.spec)
  let now = draft
  const edited = (): ModelDraft =>
    (now = setFields(now, 'a0', { channels: now.layers[0]?.['channels'] === 8 ? 6 : 8 }))
  const shown = await inTheWindow(draft, asked.count('edits', 30))
  const measured: readonly Timed[] = [
    ['summary', 'summary, fields included', timesOf(repetitions, () => summarise(model)), '10'],
    ['fields', 'fields alone', timesOf(repetitions, () => layerFields(model)), '10'],
    [
      'examine',
      'everything the builder shows, after an edit',
      timesOf(repetitions, () => examine(edited())),
      '10',
    ],
    ['lint', 'all rules of the linter', timesOf(repetitions, () => lint(model)), '–'],
    ['edit', 'in the window: keystroke to repainted row, total and graph', shown.edit, '33'],
    ['walk', 'in the window: arrow key to the next row selected', shown.walk, '33'],
    ['open', 'in the window: a file opened, its graph arranged', shown.open, '–'],
  ]
  const sections = [
    `A network of ${DEEP_LAYERS} layers.`,
    timesTable(measured),
    'In the window the clock runs to the end of the frame that shows it: a frame of 60 a second waits up to 16.7 ms by itself.',
  ]
  printReport(thisMachine(), sections, timesResult(measured), asked.json)
}

runBench(USAGE, OPTIONS, main)
