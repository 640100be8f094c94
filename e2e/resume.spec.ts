import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { killEngine } from './engine'
import {
  newestRun,
  runRow,
  pointsDrawn,
  resumeToEnd,
  startTraining,
  trainingProcess,
  trainToPoints,
  untilState,
  writtenEvents,
} from './training'
import type { Folders } from './launch'
import { expect, test } from './test'
import { showView } from './window'

/** Long enough to be interrupted, and short enough to be trained to its end. */
const TWO_EPOCHS = { epochs: 2, batchSize: 256, limitTrain: 15_000, limitTest: 1000 }

/** Every step is reported once and in order, whatever happened meanwhile. */
function expectWholeCurve(
  events: readonly { readonly type: string; readonly step?: number }[],
  epochs: number,
): void {
  const steps = events.filter(({ type }) => type === 'progress').map(({ step }) => step ?? -1)
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b))
  expect(events.filter(({ type }) => type === 'epoch')).toHaveLength(epochs)
  expect(events.filter(({ type }) => type === 'done')).toHaveLength(1)
}

/**
 * Resumes the stopped run of two epochs to its end: its earlier events stay, and no step is
 * missing.
 */
async function resumeStopped(page: Page, folders: Folders): Promise<void> {
  await untilState(page, 'stopped')
  const kept = await writtenEvents(folders)
  await resumeToEnd(page)
  const told = await writtenEvents(folders)
  expect(told.slice(0, kept.length)).toEqual(kept)
  expectWholeCurve(told, 2)
}

test('a paused training outlives the app and is resumed', async ({ open, folders }) => {
  const first = await open()
  await trainToPoints(first.page, TWO_EPOCHS)
  await first.page.locator('#view-bar').getByRole('button', { name: 'Pause' }).click()
  await untilState(first.page, 'paused')
  await first.close()

  const { page } = await open()
  await showView(page, 'Train')
  // Leaving the app stops a paused training where it was held.
  await untilState(page, 'stopped')
  await resumeToEnd(page)
  expectWholeCurve(await writtenEvents(folders), 2)
})

test('a killed engine loses no step: its training writes a checkpoint and ends', async ({
  open,
  folders,
}) => {
  const { app, page } = await open()
  await trainToPoints(page, { ...TWO_EPOCHS, checkpointEverySteps: 20 })
  await killEngine(app)

  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages.getByText(/engine ended unexpectedly: SIGKILL/)).toBeVisible()
  await messages.getByRole('button', { name: 'Dismiss' }).click()
  await resumeStopped(page, folders)
})

test('an app whose main process is killed loses no step either', async ({ open, folders }) => {
  const first = await open()
  await trainToPoints(first.page, { ...TWO_EPOCHS, checkpointEverySteps: 20 })
  const ended = once(first.app.process(), 'exit')
  first.app.process().kill('SIGKILL')
  await ended

  const { page } = await open()
  await showView(page, 'Train')
  await resumeStopped(page, folders)
})

test('a finished run is trained further, and its newest weights are used wherever they are', async ({
  open,
  folders,
}) => {
  const { page } = await open()
  await startTraining(page, { epochs: 1, batchSize: 256, limitTrain: 2000, limitTest: 500 })
  await untilState(page, 'finished')
  await runRow(page)
    .getByRole('button', { name: /^More actions for/ })
    .click()
  await page.getByRole('menuitem', { name: /^Train .* further/ }).click()
  const dialog = page.getByRole('dialog')
  const epochs = dialog.getByLabel('Total epochs')
  await epochs.fill('1')
  await expect(dialog.getByRole('button', { name: 'Train further' })).toBeDisabled()
  await epochs.fill('3')
  await expect(dialog.getByText('1 are done, 2 follow.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Train further' }).click()
  await expect(runRow(page)).toContainText('3/3')
  await untilState(page, 'finished')
  expectWholeCurve(await writtenEvents(folders), 3)

  await rm(join(await newestRun(folders), 'checkpoints'), { recursive: true })
  await page.reload()
  await showView(page, 'Models')
  await page.getByRole('row', { name: /LeNet/ }).first().click()
  await expect(page.getByRole('note')).toContainText('The weights of epoch 3')
})

test('a killed training process ends nothing else', async ({ open, folders }) => {
  const { page } = await open()
  await trainToPoints(page, { ...TWO_EPOCHS, checkpointEverySteps: 20 })
  process.kill(await trainingProcess(folders), 'SIGKILL')

  await untilState(page, 'interrupted')
  await expect(page.getByText(/training process ended \(SIGKILL\)/)).toBeVisible()
  await resumeToEnd(page)
  expectWholeCurve(await writtenEvents(folders), 2)
})

test('a window reloaded during a training shows it without a missing point', async ({
  open,
  folders,
}) => {
  const { page } = await open()
  await trainToPoints(page, TWO_EPOCHS)
  await page.reload()
  await untilState(page, 'finished')
  const whole = await pointsDrawn(page)

  const told = await writtenEvents(folders)
  const count = (type: string): number => told.filter((event) => event.type === type).length
  // Train loss and train accuracy at least five times an epoch, test accuracy after each.
  expect(count('progress')).toBeGreaterThanOrEqual(10)
  expect(whole).toBe(2 * count('progress') + count('epoch'))
})
