import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { runRow, startTraining, untilState } from './training'
import { expect, test } from './test'

const slider = (page: Page) => page.getByTestId('time-slider')
const look = (page: Page) => page.getByTestId('moment-look').first()

/** Goes to a moment and waits until its pass is shown. @returns the step */
async function goTo(page: Page, place: number): Promise<string> {
  await slider(page).fill(String(place))
  const name = (await slider(page).getAttribute('aria-valuetext')) ?? ''
  const step = /step ([\d,]+)|Step ([\d,]+)/.exec(name)
  const expected = (step?.[1] ?? step?.[2] ?? '').replaceAll(',', '')
  await expect(look(page)).toHaveAttribute('data-step', expected)
  return expected
}

const answers = (page: Page): Promise<string[]> =>
  look(page).getByRole('list', { name: 'Answer' }).getByRole('listitem').allTextContents()

test('the time machine: every moment of a run, forwards and backwards, and on from there', async ({
  open,
}) => {
  const { page } = await open()
  await startTraining(page, { epochs: 3, limitTrain: 2560, limitTest: 300, seed: 2 })
  await untilState(page, 'finished')
  await page.getByRole('tab', { name: 'Time machine' }).click()
  await expect(slider(page)).toHaveAttribute('max', '3')

  await test.step('the slider moves answer, maps, filters and field together', async () => {
    await expect(look(page)).toHaveAttribute('data-step', '30')
    const atEnd = await answers(page)
    expect(await goTo(page, 0)).toBe('0')
    const atStart = await answers(page)
    expect(atStart).not.toEqual(atEnd)
    await goTo(page, 3)
    expect(await answers(page)).toEqual(atEnd)
    for (const what of ['Maps', 'Filters', 'Effective field of the middle unit'])
      await expect(look(page).getByRole('heading', { name: what })).toBeVisible()
  })

  await test.step('the confusion matrix is measured once and follows the slider', async () => {
    await page.getByRole('button', { name: 'Measure all moments' }).click()
    await expect(page.getByTestId('moment-score')).toBeVisible()
    const atEnd = await page.getByTestId('moment-score').textContent()
    await goTo(page, 0)
    await expect(page.getByTestId('moment-score')).not.toHaveText(atEnd ?? '')
    await goTo(page, 3)
    await expect(page.getByTestId('moment-score')).toHaveText(atEnd ?? '')
  })

  await test.step('two moments stand beside each other', async () => {
    await page.getByRole('button', { name: 'Hold this moment for comparison' }).click()
    await goTo(page, 1)
    await expect(page.getByTestId('moment-look')).toHaveCount(2)
    await expect(page.getByTestId('moment-look').last()).toHaveAttribute('data-step', '30')
    await page.getByRole('button', { name: 'Let the held moment go' }).click()
  })

  await test.step('axe finds nothing serious', async () => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })

  await test.step('a copy trains on from a moment and ends with the same answer', async () => {
    await goTo(page, 3)
    const whole = await answers(page)
    await goTo(page, 1)
    await page.getByRole('button', { name: 'Continue from here' }).click()
    await expect(runRow(page)).toContainText('from step 10')
    await untilState(page, 'finished')
    await expect(slider(page)).toHaveAttribute('max', '3')
    await goTo(page, 3)
    expect(await answers(page)).toEqual(whole)
  })
})

test('runs have tags and a note, are filtered by them, and stand side by side', async ({
  open,
}) => {
  const { page } = await open()
  for (const seed of [1, 2]) {
    await startTraining(page, { epochs: 1, limitTrain: 512, limitTest: 100, seed })
    await untilState(page, 'finished')
  }
  const rows = page.getByRole('region', { name: 'Runs' }).locator('tbody tr')
  await expect(rows).toHaveCount(2)

  await test.step('tags and a note', async () => {
    await runRow(page)
      .getByRole('button', { name: /^More actions for/ })
      .click()
    await page.getByRole('menuitem', { name: /^Tags and note/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Tags' }).fill('base, second seed')
    await dialog.getByRole('textbox', { name: 'Note' }).fill('the seed of luck')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(runRow(page)).toContainText('base · second seed')
  })

  await test.step('the filter', async () => {
    await page.getByRole('searchbox', { name: 'Filter the runs by words' }).fill('LUCK')
    await expect(rows).toHaveCount(1)
    await page.getByRole('button', { name: 'Show all runs' }).click()
    await page.getByRole('button', { name: 'base', exact: true }).click()
    await expect(rows).toHaveCount(1)
    await page.getByRole('button', { name: 'Show all runs' }).click()
    await expect(rows).toHaveCount(2)
  })

  await test.step('side by side', async () => {
    await page.getByRole('tab', { name: 'Side by side' }).click()
    for (const box of await rows.getByRole('checkbox').all()) await box.check()
    const side = page.getByRole('region', { name: 'Side by side' })
    await expect(side.getByRole('row', { name: /^seed/ })).toContainText('2')
    await side.getByRole('button', { name: 'Evaluate all' }).click()
    await expect(side.getByText(/Pictures about which they disagree: \d+/)).toBeVisible()
    await side.getByRole('button', { name: 'pullover', exact: true }).click()
    await expect(side.getByText('Pictures of the class pullover')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
})
