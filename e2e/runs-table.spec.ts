import { complaints, expect, test } from './test'
import { runRow, startTraining, trainToPoints, untilState } from './training'
import { numberIn } from './window'

test('the table of runs sorts by its heads, shows chosen columns and keeps both', async ({
  open,
}) => {
  const { page } = await open()
  const SMALL = { batchSize: 256, limitTrain: 512, limitTest: 100, epochs: 1 }
  await startTraining(page, { ...SMALL, learningRate: 0.1 })
  await untilState(page, 'finished')
  await startTraining(page, { ...SMALL, learningRate: 0.7 })
  await untilState(page, 'finished')
  const table = page.getByRole('region', { name: 'Runs' })
  await expect(runRow(page)).toContainText('SGD')
  await expect(runRow(page)).toContainText('0.7')
  const rate = table.getByRole('button', { name: 'Sort by lr' })
  await rate.click()
  await expect(table.getByRole('columnheader', { name: 'Sort by lr' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await rate.click()
  await expect(runRow(page)).toContainText('0.1')
  await table.getByRole('button', { name: 'Choose columns' }).click()
  await page.getByRole('menuitem', { name: 'Optimizer' }).click()
  await expect(runRow(page)).not.toContainText('SGD')
  expect(await complaints(page)).toEqual([])
})

test('a paused training says its step and batch, and single steps move them', async ({ open }) => {
  const { page } = await open()
  await trainToPoints(page, { epochs: 30, batchSize: 256, limitTrain: 12_000, limitTest: 200 })
  await page.locator('#view-bar').getByRole('button', { name: 'Pause' }).click()
  await untilState(page, 'paused')
  const standing = page.getByTestId('standing')
  const stepOf = async (): Promise<number> =>
    numberIn(/step ([\d,]+)/.exec(await standing.innerText())?.[1])
  await expect(standing).toHaveText(/^step [\d,]+ \/ 1,410, batch \d+ \/ 47 of the epoch$/)
  const before = await stepOf()
  for (let done = 1; done <= 3; done++) {
    await page.locator('body').press('.')
    await expect.poll(stepOf).toBe(before + done)
  }
  expect(await complaints(page)).toEqual([])
})
