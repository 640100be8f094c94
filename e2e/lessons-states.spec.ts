import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { outputIs, showLesson, untilChecked } from './lessons'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'
import { runRow, startTraining, untilState } from './training'
import { answerSaveDialog, showView } from './window'

test('settings, refusals that keep what was typed, and states that travel', async ({ open }) => {
  const { app, page, folders } = await open({ view: 'lessons' })
  await showLesson(page, 'padding-stride')
  const settings = page.getByTestId('settings')

  await test.step('a kernel that does not fit is refused, and can be corrected', async () => {
    await page.getByTestId('choose-padding').selectOption('none')
    await outputIs(page, [19, 25, 37, 43])
    await settings
      .getByRole('group', { name: 'Kernel' })
      .getByRole('spinbutton', { name: 'down' })
      .fill('5')
    await page.keyboard.press('Tab')
    await expect(page.getByTestId('sliding-window').getByRole('alert')).toContainText(
      'larger than the padded input',
    )
    await page.getByTestId('choose-padding').selectOption('full')
    await untilChecked(page)
    await expect(page.getByTestId('output').locator('h3')).toContainText('7×4')
    await settings
      .getByRole('group', { name: 'Stride' })
      .getByRole('spinbutton', { name: 'down' })
      .fill('2')
    await page.keyboard.press('Tab')
    await expect(page.getByTestId('output').locator('h3')).toContainText('4×4')
    await untilChecked(page)
  })

  await test.step('the state is saved, reset, and opened from its file', async () => {
    const path = join(folders.data, 'state.convscope-lesson')
    await answerSaveDialog(app, path)
    await page.getByRole('button', { name: 'Save this state …' }).click()
    await expect
      .poll(() => readFile(path, 'utf8').catch(() => ''))
      .toMatch(/^convscope:lesson\/padding-stride\?/)
    const link = await readFile(path, 'utf8')
    await page.getByRole('button', { name: 'Reset' }).click()
    await expect(page.getByTestId('output').locator('h3')).toContainText('4×4')
    await showLesson(page, 'pooling')

    await page.getByRole('button', { name: 'Open a state' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(link.slice(0, -20))
    await dialog.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(dialog.getByRole('alert')).toBeVisible()
    await expect(dialog.getByRole('textbox')).not.toHaveValue('')
    await dialog.locator('input[type=file]').setInputFiles(path)
    await expect(dialog).toHaveCount(0)
    await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'padding-stride')
    await expect(
      settings.getByRole('group', { name: 'Kernel' }).getByRole('spinbutton', { name: 'down' }),
    ).toHaveValue('5')
    await page.keyboard.press('Control+z')
    await expect(
      settings.getByRole('group', { name: 'Kernel' }).getByRole('spinbutton', { name: 'down' }),
    ).toHaveValue('2')
  })

  await test.step('a recipe carries the state, in its file too', async () => {
    await showLesson(page, 'pooling')
    await page.locator('[data-preset="padded"]').click()
    await outputIs(page, [5, 7, 13, 15])
    await page.getByRole('button', { name: 'Add this state to the recipe' }).click()
    const carried = page.getByTestId('carried-lesson')
    await expect(carried).toHaveAttribute('data-lesson', 'pooling')
    const path = join(folders.data, 'with-lesson.recipe.json')
    await answerSaveDialog(app, path)
    await page.getByRole('button', { name: 'Recipe menu' }).click()
    await page.getByRole('menuitem', { name: 'Save recipe' }).click()
    await expect
      .poll(() => readFile(path, 'utf8').catch(() => ''))
      .toContain('convscope:lesson/pooling?')
    await carried.getByRole('button', { name: 'Remove the lesson' }).click()
    await expect(carried).toHaveCount(0)

    await showView(page, 'Lessons')
    await page.getByRole('button', { name: 'Reset' }).click()
    await outputIs(page, [4, 5, 7, 8])
    await showView(page, 'Train')
    await page.getByRole('button', { name: 'Recipe menu' }).click()
    await page.getByRole('menuitem', { name: 'Paste a recipe' }).click()
    await page
      .getByRole('dialog')
      .getByRole('textbox')
      .fill(await readFile(path, 'utf8'))
    await page.getByRole('button', { name: 'Use this recipe' }).click()
    await carried.getByRole('button', { name: 'Open the lesson' }).click()
    await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'pooling')
    await outputIs(page, [5, 7, 13, 15])
  })

  await test.step('a run trained by it leads back to it from its menu, whatever the recipe holds by then', async () => {
    await startTraining(page, { epochs: 1, limitTrain: 256, limitTest: 100 })
    await untilState(page, 'finished')
    await page
      .getByTestId('carried-lesson')
      .getByRole('button', { name: 'Remove the lesson' })
      .click()
    await showView(page, 'Lessons')
    await page.getByRole('button', { name: 'Reset' }).click()
    await outputIs(page, [4, 5, 7, 8])
    await showLesson(page, 'edges')
    await showView(page, 'Train')
    await runRow(page)
      .getByRole('button', { name: /^More actions for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Open the lesson' }).click()
    await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'pooling')
    await outputIs(page, [5, 7, 13, 15])
  })

  await test.step('below the text the next lesson begins at its top', async () => {
    await page
      .getByRole('navigation', { name: 'Previous and next lesson' })
      .getByRole('button', { name: 'Pooling and small shifts' })
      .click()
    await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'small-shifts')
    expect(await page.locator('article').evaluate(({ scrollTop }) => scrollTop)).toBe(0)
  })
  expect(await complaints(page)).toEqual([])
})

test('nothing plays where the system asks for no movement; a lesson stays open while other views are shown', async ({
  open,
}) => {
  const { page } = await open({ view: 'lessons' })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await showLesson(page, 'pooling')
  await expect(
    page.getByTestId('player').getByRole('button', { name: /^The system asks for reduced motion/ }),
  ).toBeDisabled()
  await changeSettings(page, { language: 'zh' })
  await expect(page.getByTestId('player').getByRole('button', { name: /减少动态/ })).toBeDisabled()
  await page.keyboard.press('.')
  await expect(page.getByTestId('cell')).toContainText('Y[')
  await changeSettings(page, { language: 'en' })
  await showView(page, 'Inspect')
  await showView(page, 'Lessons')
  await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'pooling')
  expect(await complaints(page)).toEqual([])
})
