import { layers, openEmpty, row } from './builder'
import { killEngine } from './engine'
import { complaints, expect, test } from './test'
import { showView, untilPainted } from './window'

test('an inspected draft comes back after the engine was killed, though it was never saved', async ({
  open,
}) => {
  const { app, page } = await open()
  const messages = page.getByRole('region', { name: 'Messages' })
  await openEmpty(page)
  for (const kind of ['conv2d', 'maxPool2d', 'flatten', 'dense'])
    await page.locator(`[data-kind=${kind}]`).click()
  await row(page, 'conv1').locator('input[name=channels]').fill('5')

  await page.getByRole('button', { name: 'Inspect, untrained' }).click()
  const painted = await untilPainted(page)
  await expect(page.locator('[data-layer=conv1]')).toBeVisible()
  const classes = page.getByRole('table', { name: 'Classes by probability' }).locator('tbody tr')
  const before = await classes.allTextContents()

  await test.step('Inspect shows it again, with the same first weights', async () => {
    await killEngine(app)
    await expect(messages.getByText(/engine ended unexpectedly: SIGKILL/)).toBeVisible()
    await messages.getByRole('button', { name: 'Dismiss' }).click()
    await untilPainted(page, painted)
    await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue(
      'draft:builder',
    )
    await expect(page.locator('[data-layer=conv1]')).toBeVisible()
    expect(await classes.allTextContents()).toEqual(before)
  })

  await test.step('Fields walk through it, in an engine that never saw it opened', async () => {
    await showView(page, 'Fields')
    await page.getByTestId('field-layer').selectOption('pool1')
    await expect(page.getByTestId('field-picture')).toHaveAttribute('data-painted', /^pool1 /)
  })

  await test.step('the builder has it as it was, with every step of undo, and measures it', async () => {
    await showView(page, 'Model')
    expect(await layers(page)).toEqual(['conv1', 'pool1', 'flatten', 'dense1'])
    // Calls that are made before the next engine is ready are answered by it.
    await killEngine(app)
    await expect(messages.getByText(/engine ended unexpectedly: SIGKILL/)).toBeVisible()
    await page.getByRole('button', { name: 'Measure' }).click()
    await expect(page.getByTestId('cost-source')).toHaveText('measured on CPU', { timeout: 60_000 })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(row(page, 'conv1').locator('input[name=channels]')).toHaveValue('16')
  })

  await test.step('nothing of it is among the models', async () => {
    await showView(page, 'Models')
    await expect(page.getByRole('row', { name: /My network/ })).toHaveCount(0)
  })
  expect(await complaints(page)).toEqual([])
})
