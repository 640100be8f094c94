import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromMenu, layers, node, openEmpty, row, untilArranged } from './builder'
import { complaints, expect, test } from './test'
import { answerOpenDialog, answerSaveDialog, showView } from './window'

test('a network travels as a file and as text, is there after a restart, is compared, and is saved once', async ({
  open,
  launch,
  folders,
}, info) => {
  const first = await open()
  const messages = first.page.getByRole('region', { name: 'Messages' })
  await openEmpty(first.page)
  for (const kind of ['conv2d', 'globalAvgPool2d'])
    await first.page.locator(`[data-kind=${kind}]`).click()

  await test.step('text that is not JSON is kept, reported at its line, and graph and table stay', async () => {
    const { page } = first
    await page.getByRole('tab', { name: 'JSON' }).click()
    await page.getByTestId('json').locator('.cm-content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('oops')
    await expect(page.getByRole('alert')).toContainText(
      /^Line \d+, column \d+: the JSON ends before this/,
    )
    await expect(node(page, 'conv1')).toBeVisible()
    for (let letters = 0; letters < 4; letters++) await page.keyboard.press('Backspace')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await page.getByRole('tab', { name: 'Table' }).click()
  })

  await mkdir(info.outputDir, { recursive: true })
  const file = join(info.outputDir, 'network.json')
  await test.step('it is saved as a file, and the message names it', async () => {
    await answerSaveDialog(first.app, file)
    await fromMenu(first.page, 'Save as a file')
    await expect(messages).toContainText('Saved network.json')
    const written = JSON.parse(await readFile(file, 'utf8')) as { layers: { id: string }[] }
    expect(written.layers.map(({ id }) => id)).toEqual(['conv1', 'average'])
  })

  await test.step('it goes through the clipboard as text', async () => {
    const { page, app } = first
    await fromMenu(page, 'Copy as text')
    await expect(messages).toContainText('copied as text')
    const shared = await app.evaluate(({ clipboard }) => clipboard.readText())
    expect(shared).toMatch(/^convscope-network:[\w-]+$/)
    await fromMenu(page, 'New network')
    expect(await layers(page)).toEqual([])
    await fromMenu(page, 'Paste a shared network')
    const text = page.getByRole('textbox', { name: 'Shared text or JSON of a network' })
    await text.fill(shared.slice(0, -9))
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect(page.getByText('Part of the shared text is missing')).toBeVisible()
    await text.fill(shared)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect.poll(() => layers(page)).toEqual(['conv1', 'average'])
  })

  await test.step('saved among the models it stays the same one, undone and edited', async () => {
    const { page } = first
    await row(page, 'conv1').locator('input[name=channels]').fill('8')
    await page.getByRole('button', { name: 'Save in Models' }).click()
    await expect(messages).toContainText('My network was saved in Models.')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(row(page, 'conv1').locator('input[name=channels]')).toHaveValue('16')
    await page.getByRole('button', { name: 'Save in Models' }).click()
    await expect
      .poll(() => page.locator('select[name=open-model] optgroup[label=Drawn] option').count())
      .toBe(1)
  })
  await expect
    .poll(async () => readFile(join(folders.user, 'model-draft.json'), 'utf8').catch(() => ''))
    .toContain('average')
  expect(await complaints(first.page)).toEqual([])
  await first.close()

  const { page, app } = await launch({ folders })
  await test.step('it is there again after a restart', async () => {
    await showView(page, 'Model')
    await expect.poll(() => layers(page)).toEqual(['conv1', 'average'])
  })

  await test.step('its fields are inspected untrained, and it can be edited again', async () => {
    await row(page, 'conv1').locator('.order').click()
    await page.getByRole('button', { name: 'Show fields, untrained' }).click()
    await expect(page.getByTestId('field-layer')).toHaveValue('conv1')
    await expect(page.getByTestId('field-picture')).toHaveAttribute('data-painted', 'conv1 14,14')
    await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toHaveValue(
      'draft:builder',
    )
    await page.getByRole('button', { name: 'Edit this network in Model' }).click()
    await untilArranged(page)
    await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
    await row(page, 'conv1').locator('input[name=kernel]').fill('5')
    await page.getByRole('button', { name: 'Show fields, untrained' }).click()
    // The same draft, now another network; neither is among the models.
    await expect(page.getByTestId('field-rows')).toHaveText('12 … 16')
    await showView(page, 'Models')
    await expect(page.getByRole('row', { name: /My network/ })).toHaveCount(1)
    await showView(page, 'Model')
  })

  await test.step('a file that is not a network is refused with a message', async () => {
    const wrong = join(info.outputDir, 'wrong.json')
    await writeFile(wrong, 'not json')
    await answerOpenDialog(app, wrong)
    await fromMenu(page, 'Open a file')
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
      'wrong.json is not JSON',
    )
    expect(await layers(page)).toEqual(['conv1', 'average'])
  })

  await test.step('a file with a fault opens, and its fault is shown', async () => {
    const network = JSON.parse(await readFile(file, 'utf8')) as {
      layers: { kernel?: number; padding?: number }[]
      input: { height: number; width: number }
    }
    network.input = { ...network.input, height: 4, width: 4 }
    network.layers[0] = { ...network.layers[0], kernel: 5, padding: 0 }
    await writeFile(file, JSON.stringify(network))
    await answerOpenDialog(app, file)
    await fromMenu(page, 'Open a file')
    await expect(node(page, 'conv1')).toHaveClass(/faulty/)
    await node(page, 'conv1').click()
    const note = page.getByRole('group', { name: 'kernel 5 exceeds the 4×4 input' })
    await expect(note.getByRole('button', { name: 'use kernel 4' })).toBeVisible()
    await note.getByRole('button', { name: 'pad by 1' }).click()
    await expect(page.getByText('valid', { exact: true })).toBeVisible()
    await row(page, 'conv1').locator('input[name=kernel]').fill('9')
    const more = page.getByRole('group', { name: 'kernel 9 exceeds the 6×6 of the padded input' })
    await more.getByRole('button', { name: 'pad by 2 more on each side' }).click()
    await expect(row(page, 'conv1').locator('input[name=padding]')).toHaveValue('3')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(row(page, 'conv1').locator('input[name=padding]')).toHaveValue('1')
  })

  await test.step('it is compared with a preset', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click()
    await page.locator('select[name=compare-with]').selectOption('preset:lenet')
    await expect(page.getByTestId('compare-total')).toContainText('61,706 → 416 parameters')
    await expect(page.getByTestId('compare-total')).toContainText('416,520 → ')
    await expect(page.getByTestId('compare-total')).toContainText('15.4 MB → ')
    // Input, weights, MACs and memory of a layer side by side.
    await expect(
      page.getByRole('table', { name: 'Compare' }).locator('tr.changed').first(),
    ).toContainText('28×28×1→ 4×4×1')
    await expect(page.getByRole('table', { name: 'Compare' }).locator('tr.removed')).toHaveCount(11)
    const choice = page.locator('select[name=compare-with]')
    await page.getByRole('button', { name: 'Keep the current state for comparison' }).click()
    await expect(choice.locator('option:checked')).toHaveText(/, as it was at /)
    await expect(page.getByText('The two networks are the same.')).toBeVisible()
    await choice.selectOption('preset:lenet')
    await expect(choice).toHaveValue('preset:lenet')
  })

  await test.step('saved, it is another one among the models', async () => {
    await page.getByRole('button', { name: 'Save in Models' }).click()
    await showView(page, 'Models')
    await expect(page.getByRole('row', { name: /My network/ })).toHaveCount(2)
  })
  expect(await complaints(page)).toEqual([])
})
