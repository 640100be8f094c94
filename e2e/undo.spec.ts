import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { complaints, expect, test } from './test'
import { runRow, startTraining, untilState } from './training'
import { showView, untilPainted } from './window'

test('Ctrl+Z brings a deleted run back, also after its message has gone', async ({ open }) => {
  const { page } = await open()
  await startTraining(page, { epochs: 1, batchSize: 256, limitTrain: 512, limitTest: 100 })
  await untilState(page, 'finished')
  await runRow(page)
    .getByRole('button', { name: /^More actions for/ })
    .click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  const messages = page.getByRole('region', { name: 'Messages' })
  await messages.getByRole('button', { name: 'Dismiss' }).first().click()
  await expect(page.getByRole('region', { name: 'Runs' }).locator('tbody tr')).toHaveCount(0)

  await page.keyboard.press('Control+z')
  await expect(runRow(page)).toContainText('LeNet')
  await expect(messages).toContainText('LeNet is back.')
  expect(await complaints(page)).toEqual([])
})

test('discarded edits of weights come back by the message and by Ctrl+Z', async ({ open }) => {
  const { page } = await open()
  await untilPainted(page)
  await page.locator('[data-layer=conv1] [role=application]').first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('w')
  const model = page.locator('#view-bar select').first()
  for (const way of ['message', 'keys'] as const) {
    if (way === 'message') await page.getByTestId('channel-on').click()
    await expect(model).toHaveValue(/^edited:/)
    await page.getByRole('button', { name: 'Discard' }).click()
    await expect(model).not.toHaveValue(/^edited:/)
    if (way === 'message')
      await page
        .getByRole('region', { name: 'Messages' })
        .getByRole('button', { name: 'Undo' })
        .click()
    else await page.keyboard.press('Control+z')
    await expect(model).toHaveValue(/^edited:/)
    await expect(page.getByTestId('edit-count')).toHaveText('1 of 1 edits applied')
  }
  await showView(page, 'Lessons')
  expect(await complaints(page)).toEqual([])
})

test('the trash restores a run, and empties', async ({ open, folders }) => {
  const { page } = await open()
  await startTraining(page, { epochs: 1, batchSize: 256, limitTrain: 512, limitTest: 100 })
  await untilState(page, 'finished')
  const remove = async (): Promise<void> => {
    await runRow(page)
      .getByRole('button', { name: /^More actions for/ })
      .click()
    await page.getByRole('menuitem', { name: /^Delete/ }).click()
    await expect(page.getByRole('region', { name: 'Runs' }).locator('tbody tr')).toHaveCount(0)
  }
  await remove()
  await showView(page, 'Models')
  await page.locator('#view-bar').getByRole('button', { name: 'Trash' }).click()
  const dialog = page.getByRole('dialog', { name: 'Trash' })
  await expect(dialog.getByRole('row').nth(1)).toContainText('LeNet')
  await dialog.getByRole('button', { name: 'Restore LeNet' }).click()
  await expect(dialog).toContainText('The trash is empty.')
  await page.keyboard.press('Escape')
  await showView(page, 'Train')
  await expect(runRow(page)).toContainText('LeNet')

  await remove()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('trash')
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: /^Empty the trash/ }).click()
  await expect(dialog.getByRole('alert')).toContainText('Delete 1 item for good?')
  await dialog.getByRole('button', { name: 'Delete for good', exact: true }).click()
  await expect(dialog).toContainText('The trash is empty.')
  expect(await readdir(join(folders.data, 'trash', 'run'))).toEqual([])
  expect(await complaints(page)).toEqual([])
})
