import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { fillRecipe, newestRun, runRow, startTraining, untilState, writtenEvents } from './training'
import { takeLooks } from './looks'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'

const SMALL = { epochs: 5, batchSize: 128, limitTrain: 640, limitTest: 200 }

test('a training with a validation part keeps its best epoch and stops early', async ({
  open,
}, info) => {
  const { app, page, folders } = await open()
  await fillRecipe(page, SMALL)
  await page.locator('form select[name=validation]').selectOption('train')
  await page.locator('form input[name=validationShare]').fill('0.7')
  await expect(page.getByText('At most 0.5.')).toBeVisible()
  await page.locator('form input[name=validationShare]').fill('0.2')
  await page.locator('form input[name=patience]').fill('2')
  // With such a rate no weight changes, so no epoch is better than the first.
  await page.locator('form input[name=learningRate]').fill('1e-15')
  await page.getByRole('button', { name: 'Start training' }).click()
  await untilState(page, 'finished')

  await test.step('it says which epoch was chosen, and what ended it', async () => {
    await expect(runRow(page)).toContainText('stopped early')
    await expect(
      page.getByRole('status').filter({ hasText: 'stopped early at epoch 3' }),
    ).toBeVisible()
    const chosen = page.getByTestId('chosen')
    await expect(chosen).toContainText('Best epoch 1: lowest validation loss')
    await expect(chosen).toContainText('measured once with the weights of this epoch')
    await expect(page.getByTestId('part')).toContainText(
      'on a validation part of the training pictures: 128 of 640',
    )
    const legend = page.getByRole('group', { name: 'Legend' })
    await expect(legend.getByRole('button', { name: /^validation accuracy/ })).toBeVisible()
    const run = await newestRun(folders)
    const file = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as {
      recipe: { validation: unknown }
    }
    expect(file.recipe.validation).toEqual({ from: 'train', share: 0.2, patience: 2 })
    const events = await writtenEvents(folders)
    expect(events.filter(({ type }) => type === 'epoch')).toHaveLength(3)
    expect(events.at(-1)).toMatchObject({ type: 'done', stoppedEarly: 3, best: { epoch: 1 } })
  })

  await takeLooks({ app, page }, info, 'validation')
  await changeSettings(page, { language: 'en', theme: 'light' })

  await test.step('the best weights are evaluated and inspected, and the last ones on request', async () => {
    await page.getByRole('tab', { name: 'Confusion matrix' }).click()
    await expect(page.locator('.confusion')).toContainText('Weights of the best epoch 1')
    await runRow(page)
      .getByRole('button', { name: /^More actions/ })
      .click()
    await page.getByRole('menuitem', { name: 'Inspect the last weights (epoch 3)' }).click()
    await expect(page.locator('.model select')).toHaveValue(/^run:.*@last$/)
    await expect(page.locator('.model option:checked')).toContainText('last epoch 3')
  })
  expect(await complaints(page)).toEqual([])
})

test('a figure that was measured on the test part is said to be', async ({ open }) => {
  const { page } = await open()
  await startTraining(page, { ...SMALL, epochs: 1 })
  await untilState(page, 'finished')
  await expect(page.getByTestId('chosen')).toHaveText(
    /Epochs were measured on the test part: .* is chosen on the test part\.$/,
  )
  const legend = page.getByRole('group', { name: 'Legend' })
  await expect(legend.getByRole('button', { name: /^test accuracy/ })).toBeVisible()
  await expect(legend.getByRole('button', { name: /^validation accuracy/ })).toHaveCount(0)
})
