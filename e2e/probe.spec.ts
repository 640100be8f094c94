import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { decode } from 'fast-png'
import { killEngine } from './engine'
import { ready } from './launch'
import { complaints, expect, test } from './test'
import { readNpy } from './npy'
import { answerSaveDialog, layerSheet, numberIn, shownPrediction, untilPainted } from './window'

/** Selects and pins a unit of a layer with the keyboard. */
async function selectUnit(page: Page, layer: string, ...keys: readonly string[]): Promise<void> {
  await layerSheet(page, layer).focus()
  for (const key of ['ArrowRight', ...keys]) await page.keyboard.press(key)
  await expect(page.locator(`[data-layer="${layer}"].selected`)).toBeVisible()
}

test('a picture is painted and moved, and everything follows', async ({ open }, info) => {
  const { app, page } = await open()
  const first = await untilPainted(page)
  const before = await shownPrediction(page)

  await test.step('by pointer: a stroke makes a drawing of its own and moves prediction and maps', async () => {
    await page.keyboard.press('p')
    const surface = page.getByTestId('paint-surface')
    await expect(surface).toBeVisible()
    await expect(page.locator('.strip .current .thumb')).toHaveAccessibleName(/drawn on/)
    const untouched = await untilPainted(page, first)
    expect(await shownPrediction(page)).toEqual(before)
    const box = await surface.boundingBox()
    if (!box) throw new Error('The canvas has no place on the screen.')
    await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.2 * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.8 * box.height, { steps: 12 })
    await page.mouse.up()
    await untilPainted(page, untouched)
    await expect.poll(() => shownPrediction(page)).not.toEqual(before)
  })

  await test.step('undo restores the exact prediction, redo that of the drawing', async () => {
    const drawn = await shownPrediction(page)
    await page.keyboard.press('Control+z')
    await expect.poll(() => shownPrediction(page)).toEqual(before)
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => shownPrediction(page)).toEqual(drawn)
  })

  await test.step('by sliders: a turned picture changes the prediction, and turning back restores it', async () => {
    const drawn = await shownPrediction(page)
    await page.keyboard.press('t')
    await page.getByLabel('Rotate').fill('90')
    await expect.poll(() => shownPrediction(page)).not.toEqual(drawn)
    await page.getByLabel('Rotate').fill('0')
    await expect.poll(() => shownPrediction(page)).toEqual(drawn)
  })

  await test.step('by keyboard alone: on a blank canvas', async () => {
    await page.keyboard.press('b')
    const surface = page.getByTestId('paint-surface')
    await expect(page.locator('.strip .current .thumb')).toHaveAccessibleName('Show drawing')
    await untilPainted(page)
    const blank = await shownPrediction(page)
    await surface.focus()
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowDown')
    await expect.poll(() => shownPrediction(page)).not.toEqual(blank)
  })

  await test.step('the drawing is saved as PNG and .npy: the same numbers', async () => {
    await mkdir(info.outputDir, { recursive: true })
    const [png, npy] = [join(info.outputDir, 'drawing.png'), join(info.outputDir, 'drawing.npy')]
    const messages = page.getByRole('region', { name: 'Messages' })
    await answerSaveDialog(app, png)
    await page.locator('.tools').getByRole('button', { name: 'Save input as PNG' }).click()
    await expect(messages).toContainText('Saved drawing.png')
    await answerSaveDialog(app, npy)
    await page.locator('.tools').getByRole('button', { name: 'Save input as .npy' }).click()
    await expect(messages).toContainText('Saved drawing.npy')
    const [picture, numbers] = [decode(await readFile(png)), await readNpy(npy)]
    expect([picture.width, picture.height, numbers.shape]).toEqual([28, 28, [28, 28, 1]])
    expect(new Set(numbers.data).size).toBeGreaterThan(1)
    const { channels } = picture
    numbers.data.forEach((value, at) =>
      expect(Math.round(value * 255)).toBe(picture.data[at * channels]),
    )
  })
  expect(await complaints(page)).toEqual([])
})

test('a channel is switched off, measured and brought back', async ({ open }) => {
  const { app, page } = await open()
  await untilPainted(page)
  const before = await shownPrediction(page)
  await page.keyboard.press('w')
  await selectUnit(page, 'conv1')
  const on = page.getByTestId('channel-on')

  await test.step('switched off by key: the prediction moves, the model is another one', async () => {
    await on.focus()
    await page.keyboard.press('Space')
    await expect(page.locator('#view-bar select')).toHaveValue(/^edited:/)
    await expect(on).not.toBeChecked()
    await expect.poll(() => shownPrediction(page)).not.toEqual(before)
  })

  await test.step('test accuracy is measured for both', async () => {
    await page.getByTestId('measure').click()
    await expect(page.getByTestId('accuracy')).toHaveText(/%.*was.*%/, { timeout: 60_000 })
  })

  await test.step('a kernel is turned by pointer, and all is undone to the same prediction', async () => {
    await page.getByRole('button', { name: 'Turn by 90°' }).click()
    await expect(page.getByTestId('edit-count')).toHaveText('2 of 2 edits applied')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByTestId('edit-count')).toHaveText('1 of 2 edits applied')
    await page.locator('body').press('Control+z')
    await expect(page.getByTestId('edit-count')).toHaveText('0 of 2 edits applied')
    await expect(on).toBeChecked()
    await expect.poll(() => shownPrediction(page)).toEqual(before)
  })

  await test.step('the copy outlives the engine: the next one gets its edits, and undo continues', async () => {
    await page.getByRole('button', { name: 'Redo' }).click()
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect(page.getByTestId('edit-count')).toHaveText('2 of 2 edits applied')
    await expect.poll(() => shownPrediction(page)).not.toEqual(before)
    const changed = await shownPrediction(page)
    const copy = await page.locator('#view-bar select').inputValue()
    await killEngine(app)
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
      'was restored with 2 of 2 edits',
      { timeout: 60_000 },
    )
    await untilPainted(page)
    await expect(page.locator('#view-bar select')).toHaveValue(copy)
    expect(await shownPrediction(page)).toEqual(changed)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByTestId('edit-count')).toHaveText('0 of 2 edits applied')
    await expect.poll(() => shownPrediction(page)).toEqual(before)
  })

  await test.step('after discarding it, the model itself is shown again', async () => {
    await page.getByRole('button', { name: 'Discard' }).click()
    await expect(page.locator('#view-bar select')).toHaveValue('bundled:lenet')
  })
  expect(await complaints(page)).toEqual([])
})

/** Every class with its exact logit, from the top. */
const shownLogits = (page: Page): Promise<string[]> =>
  page
    .getByRole('table', { name: 'Classes by probability' })
    .locator('tbody tr')
    .evaluateAll((elements) =>
      elements.map(
        (row) =>
          `${row.querySelector('th')?.textContent.trim() ?? ''} ${row.getAttribute('title') ?? ''}`,
      ),
    )

test('edits outlive a reload of the window and then the end of the engine, to the same logits', async ({
  open,
}) => {
  const { app, page } = await open()
  await untilPainted(page)
  const logits = (): Promise<string[]> => shownLogits(page)
  const before = await logits()
  await page.keyboard.press('w')
  await selectUnit(page, 'conv1')
  const cell = page.getByRole('spinbutton', { name: /row 0, column 0/i })
  await cell.fill('9')
  await cell.press('Enter')
  await expect.poll(logits).not.toEqual(before)
  const edited = await logits()
  await page.getByTestId('channel-on').click()
  await expect.poll(logits).not.toEqual(edited)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('edit-count')).toHaveText('1 of 2 edits applied')
  await expect.poll(logits).toEqual(edited)
  const select = page.locator('#view-bar select')
  const copy = await select.inputValue()

  await page.reload()
  await ready(page)
  await untilPainted(page)
  // Not even opened since: only the engine's journal has it.
  await killEngine(app)
  await expect(page.locator('html')).not.toHaveAttribute('data-ready', 'true')
  await ready(page)
  await select.selectOption(copy)
  await expect.poll(logits).toEqual(edited)

  await selectUnit(page, 'conv1')
  await page.keyboard.press('w')
  await expect(page.getByTestId('edit-count')).toHaveText('1 of 2 edits applied')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('edit-count')).toHaveText('0 of 2 edits applied')
  await expect.poll(logits).toEqual(before)
  for (let step = 1; step <= 2; step++) {
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect(page.getByTestId('edit-count')).toHaveText(`${step} of 2 edits applied`)
  }
  await expect(page.getByTestId('channel-on')).not.toBeChecked()
  expect(await complaints(page)).toEqual([])
})

test('a cell of a kernel is edited by keys: prediction and test accuracy move with it, and undo restores the same logits', async ({
  open,
}) => {
  const { page } = await open()
  await untilPainted(page)
  const logits = (): Promise<string[]> => shownLogits(page)
  const before = await logits()
  await page.keyboard.press('w')
  await selectUnit(page, 'conv1')
  await page.getByRole('checkbox', { name: 'After every edit' }).check()
  const cell = page.getByRole('spinbutton', { name: /row 0, column 0/i })
  await cell.fill('9')
  await cell.press('Enter')
  await expect(page.getByTestId('edit-count')).toHaveText('1 of 1 edits applied')
  await expect.poll(logits).not.toEqual(before)

  const accuracy = page.getByTestId('accuracy')
  await expect(accuracy).toHaveText(/%.*was.*%/, { timeout: 60_000 })
  const [now, was] = ((await accuracy.textContent()) ?? '').match(/[\d.]+(?=%)/g) ?? []
  expect(now).not.toBe(was)

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByTestId('edit-count')).toHaveText('0 of 1 edits applied')
  await expect.poll(logits).toEqual(before)
  await expect(accuracy).toHaveText(new RegExp(`^\\s*${was}%\\s*was ${was}%`), { timeout: 60_000 })
  expect(await complaints(page)).toEqual([])
})

test('the patches that move a unit most are found, kept and opened', async ({ open }) => {
  const { page } = await open()
  await untilPainted(page)
  await selectUnit(page, 'conv2', 'ArrowDown')
  await page.keyboard.press('m')
  await page.getByTestId('strongest-limit').selectOption('1000')
  // An earlier run of this test may have kept the answer.
  const search = page.getByRole('button', { name: 'Search 1,000 pictures' })
  const examined = page.getByTestId('strongest-examined')
  // Then it takes the button's place when it has been read, which may be between a look at the
  // button and a click on it.
  await expect(async () => {
    if (await search.isVisible()) await search.click({ timeout: 2000 })
    await expect(examined).toHaveText(/^1,000 pictures/, { timeout: 15_000 })
  }).toPass({ timeout: 60_000 })
  const patches = page.getByRole('list', { name: 'Strongest patches' }).getByRole('button')
  await expect(patches).toHaveCount(12)
  const values = (await patches.locator('.number').allTextContents()).map(numberIn)
  expect(values).toEqual([...values].sort((a, b) => b - a))

  const open0 = await page.locator('.strip .thumb').count()
  await patches.first().focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('.strip .thumb')).toHaveCount(open0 + 1)
  await page.keyboard.press('u')
  // The unit of that picture has the value that the search gave.
  await expect
    .poll(async () => numberIn(await page.getByTestId('unit-value').textContent()))
    .toBeCloseTo(values[0] ?? Number.NaN, 2)

  await page.keyboard.press('m')
  await page.getByTestId('probe-tool').selectOption('occlusion')
  await expect(page.locator('[data-shown=occlusion]')).toBeVisible()
  await page.getByTestId('probe-tool').selectOption('gradCam')
  await expect(page.locator('[data-shown=gradCam]')).toBeVisible()
  expect(await complaints(page)).toEqual([])
})
