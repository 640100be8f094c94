import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import vectors from '../src/shared/math/reference/vectors.json'
import { cellPlace, inputGrid, kernelGrid, outputGrid, outputIs, showLesson, SLIDING_LESSONS, untilChecked } from './lessons'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'
import { answerSaveDialog, showView } from './window'

const flat = (nested: unknown): number[] => (Array.isArray(nested) ? nested.flatMap(flat) : [nested as number])
const X33 = [3, 3] as const

/** Which buttons of a lesson's text lead to which vector of the chapter; '' is how the lesson begins. */
const VECTORS: readonly (readonly [lesson: string, preset: string, output: unknown])[] = [
  ['cross-correlation', '', vectors['6.2.1 cross-correlation'].output],
  ['edges', '', vectors['6.2.1 vertical edges'].output],
  ['edges', 'transposed', vectors['6.2.1 the same kernel sees no horizontal edges'].output],
  ['convolution', '', vectors['6.1 convolution flips the kernel'].output],
  ['convolution', 'correlation', vectors['6.2.1 cross-correlation'].output],
  ['input-channels', '', vectors['6.2.3 two input channels'].output],
  ['output-channels', '', vectors['6.2.3 three output channels (kernel K, K+1, K+2)'].output],
  ['pooling', '', vectors['6.2.4 max pooling 2x2 stride 1'].output],
  ['pooling', 'mean', vectors['6.2.4 average pooling 2x2 stride 1'].output],
  ['pooling', 'threes', vectors['6.2.4 pooling window 3, default stride equals the window'].output],
  ['pooling', 'padded', vectors['6.2.4 pooling window 3, padding 1, stride 2'].output],
  ['pooling', 'rectangle', vectors['6.2.4 pooling window (2,3), stride (2,3), padding (0,1)'].output],
  ['pooling', 'channels', vectors['6.2.4 channels are pooled one by one: cat(X, X+1), window 3, padding 1, stride 2'].output],
]
const SHAPES = ['first', 'second', 'third', 'fourth'].map((preset, index) => [preset, vectors['6.2.2 output shapes for an 8x8 input'][index]!.shape] as const)

test('the chapter’s numbers stand in the window, each checked against the reference', async ({ open }) => {
  const { page } = await open({ view: 'lessons' })
  for (const [lesson, preset, output] of VECTORS) {
    await test.step(`${lesson} ${preset}`, async () => {
      await showLesson(page, lesson)
      if (preset) await page.locator(`[data-preset="${preset}"]`).click()
      await outputIs(page, flat(output))
      await untilChecked(page)
    })
  }
  await showLesson(page, 'padding-stride')
  for (const [preset, [height, width]] of SHAPES) {
    await page.locator(`[data-preset="${preset}"]`).click()
    await expect(page.getByTestId('output').locator('h3')).toContainText(`${height}×${width}`)
    await untilChecked(page)
  }
  expect(await complaints(page)).toEqual([])
})

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

  await test.step('undo and redo have no end', async () => {
    await page.keyboard.press('Control+z')
    await outputIs(page, [19, 25, 37, 43])
    await page.keyboard.press('Control+Shift+z')
    await outputIs(page, [39, 25, 37, 43])
    await page.keyboard.press('Control+z')
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
  })

  await test.step('what is no number changes nothing', async () => {
    await kernelGrid(page).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.keyboard.type('x')
    await page.keyboard.press('Enter')
    await outputIs(page, [19, 25, 37, 43])
  })

  await test.step('the window steps and is held', async () => {
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
  const at = async (grid: ReturnType<typeof inputGrid>, size: readonly [number, number], place: readonly [number, number]): Promise<void> => {
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

  await page.mouse.click(...(Object.values(await cellPlace(kernelGrid(page), [2, 2], [0, 0])) as [number, number]))
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

  await page.mouse.click(...(Object.values(await cellPlace(inputGrid(page), X33, [1, 1])) as [number, number]))
  await inputGrid(page).evaluate((grid) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', '2\t0\n0\t2')
    grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await outputIs(page, [1 + 1 + 2 * 1 + 3 * 2, 1 + 1 + 2 * 2 + 3 * 0, 1 + 2 + 2 * 1 + 3 * 0, 2 + 0 + 2 * 0 + 3 * 2])
  await page.getByRole('button', { name: 'Begin again' }).click()
  await outputIs(page, [19, 25, 37, 43])
  await untilChecked(page)
  expect(await complaints(page)).toEqual([])
})

test('settings, refusals that keep what was typed, and states that travel', async ({ open }) => {
  const { app, page, folders } = await open({ view: 'lessons' })
  await showLesson(page, 'padding-stride')
  const settings = page.getByTestId('settings')

  await test.step('a kernel that does not fit is refused, and comes right again', async () => {
    await page.getByTestId('choose-padding').selectOption('none')
    await outputIs(page, [19, 25, 37, 43])
    await settings.getByRole('group', { name: 'Kernel' }).getByRole('spinbutton', { name: 'down' }).fill('5')
    await page.keyboard.press('Tab')
    await expect(page.getByTestId('sliding-window').getByRole('alert')).toContainText('larger than the padded input')
    await page.getByTestId('choose-padding').selectOption('full')
    await untilChecked(page)
    await expect(page.getByTestId('output').locator('h3')).toContainText('7×4')
    await settings.getByRole('group', { name: 'Stride' }).getByRole('spinbutton', { name: 'down' }).fill('2')
    await page.keyboard.press('Tab')
    await expect(page.getByTestId('output').locator('h3')).toContainText('4×4')
    await untilChecked(page)
  })

  await test.step('the state is saved, reset, and opened from its file', async () => {
    const path = join(folders.data, 'state.convscope-lesson')
    await answerSaveDialog(app, path)
    await page.getByRole('button', { name: 'Save this state …' }).click()
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toMatch(/^convscope:lesson\/padding-stride\?/)
    const link = await readFile(path, 'utf8')
    await page.getByRole('button', { name: 'Begin again' }).click()
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
    await expect(settings.getByRole('group', { name: 'Kernel' }).getByRole('spinbutton', { name: 'down' })).toHaveValue('5')
    await page.keyboard.press('Control+z')
    await expect(settings.getByRole('group', { name: 'Kernel' }).getByRole('spinbutton', { name: 'down' })).toHaveValue('2')
  })

  await test.step('a recipe carries the state, in its file too', async () => {
    await showLesson(page, 'pooling')
    await page.locator('[data-preset="padded"]').click()
    await outputIs(page, [5, 7, 13, 15])
    await page.getByRole('button', { name: 'Put this state into the recipe' }).click()
    const carried = page.getByTestId('carried-lesson')
    await expect(carried).toHaveAttribute('data-lesson', 'pooling')
    const path = join(folders.data, 'with-lesson.recipe.json')
    await answerSaveDialog(app, path)
    await page.getByRole('button', { name: 'Recipe menu' }).click()
    await page.getByRole('menuitem', { name: 'Save recipe' }).click()
    await expect.poll(() => readFile(path, 'utf8').catch(() => '')).toContain('convscope:lesson/pooling?')
    await carried.getByRole('button', { name: 'Take the lesson out' }).click()
    await expect(carried).toHaveCount(0)

    await showView(page, 'Lessons')
    await page.getByRole('button', { name: 'Begin again' }).click()
    await outputIs(page, [4, 5, 7, 8])
    await showView(page, 'Train')
    await page.getByRole('button', { name: 'Recipe menu' }).click()
    await page.getByRole('menuitem', { name: 'Paste a recipe' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill(await readFile(path, 'utf8'))
    await page.getByRole('button', { name: 'Use this recipe' }).click()
    await carried.getByRole('button', { name: 'Open the lesson' }).click()
    await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'pooling')
    await outputIs(page, [5, 7, 13, 15])
  })
  expect(await complaints(page)).toEqual([])
})

test('a picture through the classical kernels', async ({ open }) => {
  const { page } = await open({ view: 'lessons' })
  await showLesson(page, 'edges')
  const sample = page.getByRole('combobox', { name: 'Picture …' })
  await expect(sample.locator('option[value=ankle-boot]')).toHaveCount(1)
  await sample.selectOption('ankle-boot')
  await expect(page.getByTestId('input').locator('h3')).toContainText('28×28')
  for (const kernel of ['sobelX', 'laplacian', 'gaussian5', 'emboss']) {
    await page.getByTestId('gallery').selectOption(kernel)
    await expect(page.getByTestId('output').locator('h3')).toContainText(kernel === 'gaussian5' ? '24×24' : '26×26')
    await untilChecked(page)
  }
  await page.getByRole('combobox', { name: 'Cut out …' }).selectOption('16')
  await expect(page.getByTestId('input').locator('h3')).toContainText('16×16')
  await untilChecked(page)
  expect(await complaints(page)).toEqual([])
})

for (const language of ['en', 'zh'] as const) {
  test(`every lesson with a sliding window: each button, by keyboard and by pointer, in ${language}`, async ({ open }) => {
    const { page } = await open({ view: 'lessons', language })
    for (const lesson of SLIDING_LESSONS) {
      await test.step(lesson, async () => {
        await showLesson(page, lesson)
        const buttons = page.locator('[data-preset]')
        for (let index = 0; index < (await buttons.count()); index++) {
          await buttons.nth(index).click()
          await untilChecked(page)
        }
        const cell = page.getByTestId('cell')
        await page.keyboard.press('.')
        await expect(cell).toContainText('Y[')
        await inputGrid(page).focus()
        await page.keyboard.press('Home')
        await page.keyboard.press('PageUp')
        await expect(cell).toContainText('X[')
        await expect(cell).toContainText(await inputGrid(page).getAttribute('data-cursor').then((cursor) => `${cursor?.replace(',', ', ')}]`))
        await page.keyboard.press('Escape')
        await expect(cell).toHaveCount(0)
        // The first cell of the output: the corner of its canvas.
        await outputGrid(page).locator('canvas').last().hover({ position: { x: 3, y: 3 } })
        await expect(cell).toHaveText(/Y\[(0, )?0, 0\] = /)
        await page.getByTestId('player').hover()
        await expect(cell).toHaveCount(0)
        await expect(page.getByTestId('live')).toBeVisible()
      })
    }
    expect(await complaints(page)).toEqual([])
  })
}

test('nothing plays where the system asks for no movement; a lesson stays open while other views are shown', async ({ open }) => {
  const { page } = await open({ view: 'lessons' })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await showLesson(page, 'pooling')
  await expect(page.getByTestId('player').getByRole('button', { name: /^No movement/ })).toBeDisabled()
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
