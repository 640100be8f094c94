import type { ElectronApplication } from '@playwright/test'
import { killEngine } from './engine'
import { resumeToEnd, runRow, trainToPoints, untilState } from './training'
import { complaints, expect, test } from './test'
import { showView } from './window'

const LONG = { epochs: 2, batchSize: 256, limitTrain: 15_000, limitTest: 1000 }

/** Answers the question before the app quits, and notes what it was. */
const answer = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    const asked: string[] = []
    Object.assign(globalThis, { asked })
    // Called with or without a window, so that the options are the last argument.
    dialog.showMessageBox = (...given: unknown[]) => {
      const options = given.at(-1) as { message: string; buttons: string[] }
      asked.push([options.message, ...options.buttons].join(' | '))
      return Promise.resolve({ response: chosen, checkboxChecked: false })
    }
  }, response)
const asked = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

test('quitting in a training asks; the next start offers to go on', async ({ open }) => {
  const first = await open()
  await trainToPoints(first.page, LONG)
  await answer(first.app, 1)
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect
    .poll(() => asked(first.app))
    .toEqual(['“LeNet” is training. | Stop and Save | Keep Open'])
  // It went on: nothing was stopped, and the window is there.
  await expect(runRow(first.page).locator('.state-running')).toBeVisible()
  await first.close()

  const { page } = await open()
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText(/LeNet was interrupted at step [\d,]+\./)
  await messages.getByRole('button', { name: 'Resume' }).click()
  await showView(page, 'Train')
  await untilState(page, 'finished')
  await expect(messages).not.toContainText('was interrupted')
  expect(await complaints(page)).toEqual([])
})

test('what the user has stopped is not offered at the next start', async ({ open }) => {
  const first = await open()
  await trainToPoints(first.page, LONG)
  await first.page.locator('#view-bar').getByRole('button', { name: 'Stop' }).click()
  await untilState(first.page, 'stopped')
  await first.close()
  const { page } = await open()
  await showView(page, 'Train')
  await untilState(page, 'stopped')
  await expect(page.getByRole('region', { name: 'Messages' })).not.toContainText('interrupted')
})

test('the message after a crash of the engine resumes its training', async ({ open }) => {
  const { app, page } = await open()
  await trainToPoints(page, { ...LONG, checkpointEverySteps: 20 })
  await killEngine(app)
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages.getByText(/engine ended unexpectedly: SIGKILL/)).toBeVisible()
  await messages.getByRole('button', { name: 'Resume' }).click()
  await untilState(page, 'finished')
  await expect(runRow(page)).toContainText('2/2')
  await expect(messages).not.toContainText('unexpectedly')
})

test('a paused training can be gone on with after a restart', async ({ open }) => {
  const first = await open()
  await trainToPoints(first.page, LONG)
  await first.page.locator('#view-bar').getByRole('button', { name: 'Pause' }).click()
  await untilState(first.page, 'paused')
  await first.close()
  const { page } = await open()
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('was interrupted')
  await showView(page, 'Train')
  await resumeToEnd(page)
  await expect(page.getByRole('region', { name: 'Messages' })).not.toContainText('interrupted')
})
