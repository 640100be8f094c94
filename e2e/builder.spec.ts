import type { Page } from '@playwright/test'
import { complaints, expect, test } from './test'
import { untilState } from './training'
import { showView } from './window'

/** The graph with every layer in its place. */
const untilArranged = (page: Page): Promise<void> => expect(page.locator('.graph[data-settled=true]')).toBeVisible()

test('a warning is explained, mended, and proved by two short runs', async ({ open }) => {
  const { page } = await open()
  await showView(page, 'Model')
  await untilArranged(page)
  await page.getByRole('tab', { name: /Checks/ }).click()
  const finding = page.locator('[data-rule=saturatingChain]')
  await expect(finding).toContainText('4 sigmoids')
  await finding.getByRole('button', { name: 'Prove it' }).click()
  await expect(page.getByRole('region', { name: 'Runs' }).locator('tbody tr')).toHaveCount(2, { timeout: 90_000 })
  await untilState(page, 'finished')
  await expect(page.getByRole('region', { name: 'Runs' }).locator('tbody tr input[type=checkbox]:checked')).toHaveCount(2)
  await showView(page, 'Model')
  await page.getByRole('tab', { name: /Checks/ }).click()
  await finding.getByRole('button', { name: 'Mend it' }).click()
  await expect(finding).toHaveCount(0)

  await test.step('a step is measured', async () => {
    await expect(page.getByTestId('cost-source')).toHaveText('estimated')
    await page.getByRole('button', { name: 'Measure' }).click()
    await expect(page.getByTestId('cost-source')).toHaveText('measured on CPU', { timeout: 60_000 })
  })
  expect(await complaints(page)).toEqual([])
})
