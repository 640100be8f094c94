import { complaints, expect, test } from './test'
import { runRow, trainToPoints, untilState } from './training'
import { showView } from './window'

test('a fault of the JSON is a fault of the network in every pane', async ({ open }) => {
  const { page } = await open()
  await showView(page, 'Model')
  await page.getByRole('tab', { name: 'JSON' }).click()
  const train = page.getByRole('button', { name: 'Train network' })
  await expect(train).toBeEnabled()
  await page.getByTestId('json').locator('.cm-content').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('{ "hello": 1 }')
  const status = page.getByRole('region', { name: 'The whole network' }).locator('.state')
  await expect(status).toHaveText('1 fault')
  await expect(train).toBeDisabled()
  await expect(train).toHaveAttribute('title', 'The JSON has a fault: name: is missing')
  await page.keyboard.press('Control+s')
  await status.click()
  await expect(page.getByRole('tabpanel', { name: /Checks/ })).toContainText('name: is missing')
  await page.getByRole('tab', { name: 'Table' }).click()
  await page.getByRole('tab', { name: 'Compare' }).click()
  await page.locator('#view-bar').getByRole('button', { name: 'Undo' }).click()
  await expect(status).toHaveText(/^valid/)
  await expect(train).toBeEnabled()
  expect(await complaints(page)).toEqual([])
})

test('a paused training makes room for another; what is done stands alike in row and bar', async ({
  open,
}) => {
  const { page } = await open()
  await trainToPoints(page, { epochs: 30, batchSize: 256, limitTrain: 12_000, limitTest: 200 })
  const bar = page.locator('#view-bar')
  await bar.getByRole('button', { name: 'Pause' }).click()
  await untilState(page, 'paused')
  const start = page.getByRole('button', { name: 'Start training' })
  await expect(start).toBeEnabled()
  await expect(page.getByText('LeNet is paused. It is stopped and saved')).toBeVisible()
  await bar.getByRole('button', { name: 'Stop' }).click()
  await untilState(page, 'stopped')
  const done = (await runRow(page).locator('td').nth(7).innerText()).split('/')[0] ?? ''
  await expect(bar).toContainText(`${done} of 30 epochs done`)
  expect(await complaints(page)).toEqual([])
})

test('an edited copy and a preset of one title have names of their own', async ({ open }) => {
  const { page } = await open()
  const select = page.locator('#view-bar select').first()
  const labels = await select.locator('option').allInnerTexts()
  const names = labels.map((label) => label.split(' · ')[0]?.trim())
  expect(names.length).toBeGreaterThan(5)
  expect(new Set(names).size).toBe(names.length)
})
