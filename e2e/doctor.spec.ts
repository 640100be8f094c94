import { fillRecipe, untilState } from './training'
import { takeLooks } from './looks'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'

test('a training that can’t learn says why, and a click changes the recipe', async ({
  open,
}, info) => {
  const { app, page } = await open()
  await fillRecipe(page, { epochs: 1, batchSize: 128, limitTrain: 512, limitTest: 100 })
  await page.locator('form select[name=initializer]').selectOption('zeros')
  await page.getByRole('button', { name: 'Start training' }).click()
  await untilState(page, 'finished')
  const finding = page.getByTestId('finding')
  await expect(finding).toHaveAttribute('data-rule', 'zero-weights')
  await expect(finding).toContainText('the gradient of “conv1” is 0')

  await page.getByTestId('vitals').locator('summary').click()
  await expect(page.getByTestId('vitals').getByRole('row', { name: /^conv1/ })).toBeVisible()
  await takeLooks({ app, page }, info, 'doctor')
  await changeSettings(page, { language: 'en', theme: 'light' })

  await finding.getByRole('button', { name: 'Use the changed recipe' }).click()
  await expect(page.locator('form select[name=initializer]')).toHaveValue('heUniform')
  expect(await complaints(page)).toEqual([])
})
