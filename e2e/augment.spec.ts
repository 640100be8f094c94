import AxeBuilder from '@axe-core/playwright'
import { takeLooks } from './looks'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'
import { showView } from './window'

test('pictures are changed as the window shows them, and a rate is found', async ({
  open,
}, info) => {
  test.setTimeout(240_000)
  const { app, page } = await open()
  await showView(page, 'Train')
  const augment = page.getByTestId('augment')
  await augment.locator('summary').click()
  await augment.getByRole('button', { name: 'Use what suits the data' }).click()
  await expect(augment).toContainText('half of the pictures are mirrored')
  await expect(augment.locator('input[name="augment.flip"]')).toBeChecked()
  await expect(augment.locator('input[name="augment.shift.amount"]')).toHaveValue('0.1')

  await test.step('a wrong number is refused where it stands', async () => {
    await augment.locator('input[name="augment.shift.amount"]').fill('0.7')
    await expect(augment).toContainText('At most 0.5.')
    await expect(page.getByRole('button', { name: 'Start training' })).toBeDisabled()
    await augment.locator('input[name="augment.shift.amount"]').fill('0.2')
  })

  await test.step('the viewer shows one example in many epochs, each another picture', async () => {
    await augment.getByRole('button', { name: 'See the pictures' }).click()
    const pictures = page.getByTestId('augmented').locator('li')
    await expect(pictures).toHaveCount(24)
    const hashes = await pictures.evaluateAll((all) => all.map((each) => each.dataset['hash']))
    expect(new Set(hashes).size).toBe(24)
    await takeLooks({ app, page }, info, 'augmented')
    await changeSettings(page, { language: 'en', theme: 'light' })
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
    ).toEqual([])
    await page.keyboard.press('Escape')
  })

  await test.step('a rate is found, or none', async () => {
    const finder = page.getByTestId('rate-finder')
    await finder.getByRole('button', { name: 'Find a rate' }).click()
    await expect(finder).toContainText('suggests no rate', { timeout: 90_000 })
    await page.locator('select[name=model]').selectOption('preset:lenet-relu')
    await page.locator('form details').last().locator('summary').click()
    await page.locator('select[name=initializer]').selectOption('heUniform')
    await finder.getByRole('button', { name: 'Find a rate' }).click()
    const take = finder.getByRole('button', { name: /^Use 0\.\d+/ })
    await expect(take).toBeVisible({ timeout: 90_000 })
    await takeLooks({ app, page }, info, 'rate')
    await changeSettings(page, { language: 'en', theme: 'light' })
    await take.click()
    await expect(page.locator('input[name=learningRate]')).not.toHaveValue('0.9')
  })
  expect(await complaints(page)).toEqual([])
})
