import {
  cellPlace,
  inputGrid,
  kernelGrid,
  outputGrid,
  outputIs,
  showLesson,
  untilChecked,
} from './lessons'
import { complaints, expect, test } from './test'

const X33 = [3, 3] as const

test('a lesson by keyboard: walk, type, undo, hold, step, check an answer', async ({ open }) => {
  const { page } = await open({ view: 'lessons' })
  await showLesson(page, 'cross-correlation')
  await outputIs(page, [19, 25, 37, 43])
  const cell = page.getByTestId('cell')

  await test.step('numbers are typed where the arrows lead', async () => {
    await inputGrid(page).focus()
    await page.keyboard.press('ArrowRight')
    await expect(inputGrid(page)).toHaveAttribute('data-cursor', '0,0')
    await page.keyboard.press('ArrowDown')
    await expect(cell).toContainText('X[1, 0]')
    await page.keyboard.type('13')
    await page.keyboard.press('Enter')
    await outputIs(page, [39, 25, 37, 43])
    await expect(inputGrid(page)).toHaveAttribute('data-cursor', '2,0')
    await expect(inputGrid(page)).toBeFocused()
  })

  await test.step('undo and redo have no limit', async () => {
    await page.keyboard.press('Control+z')
    await outputIs(page, [19, 25, 37, 43])
    await page.keyboard.press('Control+Shift+z')
    await outputIs(page, [39, 25, 37, 43])
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
  })

  await test.step('text that is not a number changes nothing', async () => {
    await kernelGrid(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.keyboard.type('x')
    await page.keyboard.press('Enter')
    await outputIs(page, [19, 25, 37, 43])
  })

  await test.step('the window steps and is pinned', async () => {
    await outputGrid(page).focus()
    await page.keyboard.press('Home')
    await expect(cell).toContainText('Y[0, 0]')
    await page.keyboard.press('.')
    await expect(cell).toHaveText(/Y\[0, 1\] = 25/)
    await expect(page.getByTestId('arithmetic')).toContainText('1·0 + 2·1 + 4·2 + 5·3')
    await page.keyboard.press(',')
    await expect(cell).toHaveText(/Y\[0, 0\] = 19/)
    await page.keyboard.press('Escape')
    await expect(cell).toHaveCount(0)
  })

  await test.step('Space plays and pauses', async () => {
    await page.keyboard.press(' ')
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(cell).toContainText('Y[')
    await page.keyboard.press(' ')
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  })

  await test.step('an answer is checked', async () => {
    const question = page.getByTestId('question').first()
    await question.getByRole('textbox').fill('24')
    await page.keyboard.press('Enter')
    await expect(question.getByRole('status')).toContainText('Not yet')
    await question.getByRole('textbox').fill('25')
    await page.keyboard.press('Enter')
    await expect(question.getByRole('status')).toContainText('Right')
  })

  await test.step('] and [ turn the pages', async () => {
    await outputGrid(page).focus()
    await page.keyboard.press(']')
    await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'edges')
    await page.locator('body').press('[')
    await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'cross-correlation')
  })
  expect(await complaints(page)).toEqual([])
})

test('a lesson by pointer: point, hold, type, paint, fill, paste', async ({ open }) => {
  const { page } = await open({ view: 'lessons' })
  await showLesson(page, 'cross-correlation')
  await outputIs(page, [19, 25, 37, 43])
  const cell = page.getByTestId('cell')
  const at = async (
    grid: ReturnType<typeof inputGrid>,
    size: readonly [number, number],
    place: readonly [number, number],
  ): Promise<void> => {
    const { x, y } = await cellPlace(grid, size, place)
    await page.mouse.move(x, y)
  }

  await at(outputGrid(page), [2, 2], [1, 0])
  await expect(cell).toHaveText(/Y\[1, 0\] = 37/)
  await page.mouse.down()
  await page.mouse.up()
  await page.mouse.move(2, 2)
  await expect(cell).toHaveText(/Y\[1, 0\] = 37/)

  await at(inputGrid(page), X33, [1, 1])
  await expect(cell).toContainText('feeds 4 outputs')
  await at(inputGrid(page), X33, [0, 0])
  await expect(cell).toContainText('feeds one output')

  await page.mouse.click(
    ...(Object.values(await cellPlace(kernelGrid(page), [2, 2], [0, 0])) as [number, number]),
  )
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  await outputIs(page, [19, 26, 40, 47])

  await page.getByRole('button', { name: 'Paint' }).click()
  await at(inputGrid(page), X33, [0, 0])
  await page.mouse.down()
  await at(inputGrid(page), X33, [0, 2])
  await page.mouse.up()
  await outputIs(page, [1 + 1 + 6 + 12, 1 + 1 + 8 + 15, 40, 47])
  await page.getByRole('button', { name: 'Undo' }).click()
  await outputIs(page, [19, 26, 40, 47])
  await page.getByRole('button', { name: 'Point and type' }).click()

  await page.getByRole('combobox', { name: 'Fill with …' }).selectOption('ones')
  await outputIs(page, [7, 7, 7, 7])

  await page.mouse.click(
    ...(Object.values(await cellPlace(inputGrid(page), X33, [1, 1])) as [number, number]),
  )
  await inputGrid(page).evaluate((grid) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '2\t0\n0\t2')
    grid.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  })
  await outputIs(page, [
    1 + 1 + 2 * 1 + 3 * 2,
    1 + 1 + 2 * 2 + 3 * 0,
    1 + 2 + 2 * 1 + 3 * 0,
    2 + 0 + 2 * 0 + 3 * 2,
  ])
  await page.getByRole('button', { name: 'Reset' }).click()
  await outputIs(page, [19, 25, 37, 43])
  await untilChecked(page)
  expect(await complaints(page)).toEqual([])
})
