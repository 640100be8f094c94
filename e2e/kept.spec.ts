import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Folders } from './launch'
import { fillRecipe } from './training'
import { complaints, expect, test } from './test'
import { layerSheet, showView, untilPainted } from './window'

/** What is kept of a view, as text; it is written within a second of a change. */
const expectWritten = (folders: Folders, name: string, part: string): Promise<void> =>
  expect
    .poll(() => readFile(join(folders.user, `kept-${name}.json`), 'utf8').catch(() => ''))
    .toContain(part)

const question = (page: Page, number: number) =>
  page.getByTestId('question').nth(number).locator('.verdict')

test('the recipe’s form outlives the window and the app, also while it has a fault', async ({
  open,
  folders,
}) => {
  const first = await open()
  await fillRecipe(first.page, { learningRate: 0.05, epochs: 40, limitTrain: 1234 })
  await first.page.locator('form select[name=optimizer]').selectOption('adam')
  await first.page.locator('form input[name=batchSize]').fill('many')

  const expectKept = async (page: Page): Promise<void> => {
    await showView(page, 'Train')
    await expect(page.locator('form input[name=learningRate]')).toHaveValue('0.05')
    await expect(page.locator('form input[name=epochs]')).toHaveValue('40')
    await expect(page.locator('form input[name=limitTrain]')).toHaveValue('1234')
    await expect(page.locator('form select[name=optimizer]')).toHaveValue('adam')
    await expect(page.locator('form input[name=batchSize]')).toHaveValue('many')
  }
  await expectWritten(folders, 'recipe', 'many')
  await first.page.reload()
  await expectKept(first.page)
  await first.close()
  const { page } = await open()
  await expectKept(page)

  await page.getByRole('button', { name: 'Recipe menu' }).click()
  await page.getByRole('menuitem', { name: 'Reset to the chapter’s recipe' }).click()
  await expect(page.locator('form input[name=epochs]')).toHaveValue('10')
  await page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).click()
  await expectKept(page)
  expect(await complaints(page)).toEqual([])
})

test('lessons go on where they were left: the lesson, its numbers, the answers and the ticks', async ({
  open,
  folders,
}) => {
  const first = await open()
  const { page } = first
  await showView(page, 'Lessons')
  await page.locator('[data-lesson=cross-correlation]').click()
  await page.getByRole('button', { name: 'Random' }).first().click()
  const input = page.getByTestId('question').first().locator('input.input')
  await input.fill('abc')
  await page.getByTestId('question').first().getByRole('button', { name: 'Check' }).click()
  await expect(question(page, 0)).toHaveText('That is not a number.')
  await expectWritten(folders, 'lessons', 'abc')
  await expect(page.getByTestId('badge')).toHaveAttribute('data-state', 'equal')
  const shown = await page.getByTestId('lessons').locator('.bench').innerText()
  await first.close()

  const again = (await open()).page
  await showView(again, 'Lessons')
  await expect(again.getByTestId('lessons')).toHaveAttribute('data-lesson', 'cross-correlation')
  // TensorFlow computes it anew.
  await expect.poll(() => again.getByTestId('lessons').locator('.bench').innerText()).toBe(shown)
  await expect(again.getByTestId('question').first().locator('input.input')).toHaveValue('abc')
  await expect(question(again, 0)).toHaveText('That is not a number.')
  await expect(
    again.locator('[data-lesson=cross-correlation]').getByRole('img', {
      name: 'Some questions answered',
    }),
  ).toBeVisible()
  expect(await complaints(again)).toEqual([])
})

test('Inspect comes back with its side tab and its pinned unit', async ({ open, folders }) => {
  const first = await open()
  const { page } = first
  await untilPainted(page)
  await layerSheet(page, 'conv1').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(page.getByTestId('inspect').getByText('conv1').first()).toBeVisible()
  await page.keyboard.press('m')
  await expect(page.getByRole('tab', { name: 'What moves it' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expectWritten(folders, 'inspect-view', 'moves')
  await first.close()

  const again = (await open()).page
  await untilPainted(again)
  await expect(again.getByRole('tab', { name: 'What moves it' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await again.keyboard.press('u')
  await expect(again.getByRole('tabpanel')).toContainText('conv1')
})
