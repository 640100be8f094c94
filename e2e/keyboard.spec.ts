import { tabTo } from './keys'
import { runRow, untilState } from './training'
import { complaints, expect, test } from './test'
import { layerSheet, untilPainted } from './window'

test('everything that matters can be done without a pointer', async ({ open }) => {
  const { page } = await open()
  await untilPainted(page)
  const focused = page.locator(':focus')

  await test.step('Tab walks over the rail, Enter shows a view', async () => {
    const train = page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: 'Train', exact: true })
    await tabTo(page, train)
    await expect(train).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(train).toHaveAttribute('aria-current', 'page')
  })

  await test.step('the palette goes back to Inspect', async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
    await page.keyboard.type('inspect')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('inspect')).toBeVisible()
    await untilPainted(page)
  })

  await test.step('a unit is chosen, pinned and let go with keys', async () => {
    await layerSheet(page, 'conv1').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByTestId('unit-value')).toHaveText(/^[-−]?[\d.]/)
    await page.keyboard.press('Space')
    await expect(page.getByRole('button', { name: 'Unpin' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('button', { name: 'Unpin' })).toHaveCount(0)
  })

  await test.step('a training is set up and started', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('train')
    await page.keyboard.press('Enter')
    const epochs = page.locator('form input[name=epochs]')
    await expect(epochs).toBeVisible()
    await tabTo(page, epochs)
    await page.keyboard.press('Control+a')
    await page.keyboard.type('1')
    const summary = page.locator('form summary').last()
    await tabTo(page, summary)
    await page.keyboard.press('Enter')
    const limit = page.locator('form input[name=limitTrain]')
    await tabTo(page, limit)
    await page.keyboard.type('2560')
    await expect(focused).toHaveAttribute('name', 'limitTrain')
    await page.keyboard.press('Control+Enter')
    await expect(runRow(page)).toBeVisible()
    await untilState(page, 'finished')
  })
  expect(await complaints(page)).toEqual([])
})
