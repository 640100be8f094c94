import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './test'
import { newestRun, startTraining, untilState } from './training'
import { showView } from './window'

const SMALL = { epochs: 1, batchSize: 256, limitTrain: 1000, limitTest: 200 }

test('a training goes on from the weights of a run, with layers frozen', async ({
  open,
  folders,
}) => {
  const { page } = await open()
  await startTraining(page, { ...SMALL, epochs: 2 })
  await untilState(page, 'finished')
  const source = await newestRun(folders)

  await showView(page, 'Models')
  await page.locator('[data-model^="run:"]').first().click()
  await page.getByRole('button', { name: 'Train from here' }).click()
  await expect(page.getByLabel('Start from')).toHaveValue('weights')
  await page.getByLabel('At the end of epoch').selectOption({ label: '1' })
  const layers = page.locator('details', { hasText: 'Layers: freeze' })
  await layers.locator('summary').click()
  await layers.getByRole('button', { name: 'Freeze all but the last' }).click()
  await expect(layers.getByLabel('conv1', { exact: true })).toBeChecked()
  await expect(layers.getByLabel('dense3', { exact: true })).not.toBeChecked()
  await page.locator('form input[name=epochs]').fill('1')
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect.poll(() => newestRun(folders)).not.toBe(source)
  await untilState(page, 'finished')

  const run = await newestRun(folders)
  const { recipe } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as {
    recipe: { start: { title: string }; frozen: string[] }
  }
  expect(recipe.start.title).toBe('LeNet, epoch 1')
  expect(recipe.frozen).toEqual(['conv1', 'conv2', 'dense1', 'dense2'])
  const bytes = (folder: string, epoch: number): Promise<Buffer> =>
    readFile(join(folder, 'epochs', `epoch-0000${epoch}.npz`))
  expect((await bytes(run, 0)).equals(await bytes(source, 1))).toBe(true)
  expect((await bytes(run, 1)).equals(await bytes(run, 0))).toBe(false)
})
