import AxeBuilder from '@axe-core/playwright'
import { complaints, expect, test } from './test'
import { startTraining, untilState } from './training'
import { layerSheet, numberIn, showView, untilPainted } from './window'

test('fields: theoretical, effective and empirical, by pointer and by keyboard, both ways', async ({
  open,
}) => {
  const { page } = await open()
  await untilPainted(page)
  await showView(page, 'Fields')
  const picture = page.getByTestId('field-picture')
  const rows = page.getByTestId('field-rows')
  const columns = page.getByTestId('field-columns')

  await test.step('the published field of LeNet’s pool2, and of a dense layer', async () => {
    await page.getByTestId('field-layer').selectOption('pool2')
    await page.getByTestId('field-row').fill('0')
    await page.getByTestId('field-row').press('Enter')
    await page.getByTestId('field-column').fill('1')
    await page.getByTestId('field-column').press('Enter')
    await expect(rows).toHaveText('−2 … 13')
    await expect(columns).toHaveText('2 … 17')
    await expect(page.getByTestId('theoretical-box')).toHaveAttribute('d', 'M2 -2h16v16h-16z')
    await expect(page.getByTestId('theoretical')).toHaveAttribute('d', 'M2 0h16v14h-16z')
    await expect(page.getByTestId('field-formula')).toContainText('r = 14 + (2 − 1) · 2 = 16')
    await page.getByTestId('field-layer').selectOption('dense1')
    await expect(rows).toHaveText('−2 … 29')
  })

  await test.step('the pointer chooses the unit under it, a click pins it', async () => {
    await page.getByTestId('field-layer').selectOption('conv2')
    const box = await picture.boundingBox()
    if (!box) throw new Error('the picture has no place')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await expect(picture).toHaveAttribute('data-painted', /^conv2 [45],[45]$/)
    await page.mouse.move(box.x + 3, box.y + 3)
    await expect(picture).toHaveAttribute('data-painted', 'conv2 0,0')
    await page.mouse.click(box.x + box.width - 3, box.y + 3)
    await expect(picture).toHaveAttribute('data-painted', 'conv2 0,9')
    await page.mouse.move(box.x + 3, box.y + 3)
    await expect(picture).toHaveAttribute('data-painted', 'conv2 0,9')
    await page.mouse.click(box.x + 3, box.y + 3)
  })

  await test.step('arrows walk, and the effective field follows', async () => {
    await picture.focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await expect(picture).toHaveAttribute('data-painted', 'conv2 1,1')
    await page.keyboard.press('PageDown')
    await expect(page.getByTestId('field-channel')).toHaveValue('1')
    await expect(page.getByTestId('field-sigma')).toHaveText(/^\d+\.\d\d · \d+\.\d\d$/)
    await expect(page.getByTestId('sigma')).toBeAttached()
    const down = page.getByTestId('profiles').getByRole('slider', { name: 'Down' })
    await expect(down).toHaveText(/Gaussian fit, σ \d+\.\d\d/)
    await down.focus()
    await page.keyboard.press('Home')
    await expect(down).toHaveText(/^row \d+: [\d.]+%, Gaussian [\d.]+%$/)
    await picture.focus()
    await page.keyboard.press('a')
    await expect(page.getByTestId('all-units')).toBeAttached()
  })

  await test.step('changing every pixel moves the unit inside the box, and outside not at all', async () => {
    await page.getByRole('button', { name: 'Change every pixel' }).click()
    await expect(page.getByTestId('moved-inside')).toHaveText(/^[1-9]\d*$/)
    await expect(page.getByTestId('moved-outside')).toHaveText('0')
    await expect(page.getByTestId('empirical')).toBeAttached()
  })

  await test.step('of a channel’s mean the field is that of all its units, and outside nothing moves either', async () => {
    await page.getByTestId('field-of').selectOption('channel')
    await expect(rows).toHaveText('−2 … 29')
    await page.getByRole('button', { name: 'Change every pixel' }).click()
    await expect(page.getByTestId('moved-inside')).toHaveText('784')
    await expect(page.getByTestId('moved-outside')).toHaveText('0')
    await page.getByTestId('field-of').selectOption('unit')
    await expect(rows).toHaveText('0 … 13')
  })

  await test.step('the arithmetic of the unit agrees with the engine, and opens further', async () => {
    const trace = page.getByTestId('trace')
    await trace.locator('summary').click()
    await expect(trace.getByTestId('trace-value')).toHaveText(/\d/)
    const [value, recomputed] = await Promise.all(
      ['trace-value', 'trace-recomputed'].map((id) => trace.getByTestId(id).textContent()),
    )
    expect(Math.abs(numberIn(value) - numberIn(recomputed))).toBeLessThanOrEqual(1e-5)
    await trace.locator('tbody button').first().click()
    await expect(trace.getByRole('navigation')).toContainText('pool1')
  })

  await test.step('all layers are measured side by side', async () => {
    await page.getByRole('button', { name: 'Measure all layers' }).click()
    const conv1 = page.getByRole('row', { name: /^conv1 5×5/ })
    await expect(conv1.locator('.measured')).toBeAttached()
    const tiles = page.getByTestId('layer-tiles').getByRole('listitem')
    await expect(tiles).toHaveCount(12)
    await tiles.filter({ hasText: 'flatten' }).getByRole('button').click()
    await expect(page.getByTestId('field-layer')).toHaveValue('flatten')
  })

  await test.step('from a pixel up', async () => {
    await picture.focus()
    await page.keyboard.press('t')
    await page.getByTestId('field-row').fill('0')
    await page.getByTestId('field-row').press('Enter')
    await page.getByTestId('field-column').fill('0')
    await page.getByTestId('field-column').press('Enter')
    const places = (layer: string) => page.locator(`[data-testid=cone-maps] [data-layer=${layer}]`)
    await expect(places('conv1')).toHaveAttribute('data-places', '9')
    await expect(places('pool1')).toHaveAttribute('data-places', '4')
    // Of a flattened map only the units that hold the one place of pool2 which sees the corner.
    await expect(places('flatten')).toHaveAttribute('data-places', '16')
    await expect(page.getByTestId('cone-numbers').getByRole('row', { name: /^conv1/ })).toHaveText(
      /0 … 2\s*0 … 2\s*9$/,
    )
    await expect(page.getByTestId('cone-numbers').getByRole('row', { name: /^dense1/ })).toHaveText(
      /120$/,
    )
    await page.keyboard.press('Escape')
  })

  await test.step('the cone in space turns', async () => {
    await page.getByRole('button', { name: 'In space' }).click()
    const space = page.getByTestId('cone-space')
    const before = await space.getAttribute('data-yaw')
    await space.focus()
    await page.keyboard.press('ArrowRight')
    await expect(space).not.toHaveAttribute('data-yaw', before ?? '')
  })

  await test.step('nothing serious for screen readers', async () => {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    ).toEqual([])
  })

  await test.step('a unit of Inspect is shown in Fields', async () => {
    await page.keyboard.press('4')
    await untilPainted(page)
    await layerSheet(page, 'conv1').focus()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'Show in Fields' }).click()
    await expect(picture).toHaveAttribute('data-painted', /^conv1 /)
    await expect(page.getByTestId('field-layer')).toHaveValue('conv1')
  })
  expect(await complaints(page)).toEqual([])
})

test('the winner of a max pooling heads its arithmetic, and leads further down', async ({
  open,
}) => {
  const { page } = await open()
  const pass = await untilPainted(page)
  await page.locator('#view-bar select').selectOption('preset:modern')
  await untilPainted(page, pass)
  await layerSheet(page, 'pool1').focus()
  await page.keyboard.press('ArrowRight')
  const trace = page.getByTestId('trace')
  await trace.locator('summary').click()
  const first = trace.locator('tbody tr').first()
  await expect(first.getByTestId('winner')).toHaveText('← largest')
  await expect(trace.getByTestId('winner')).toHaveCount(1)
  const values = (await trace.locator('tbody tr td:nth-child(2)').allTextContents()).map(numberIn)
  expect(values[0]).toBe(Math.max(...values))
  await first.getByRole('button').click()
  await expect(trace.getByRole('navigation').locator('[aria-current=step]')).not.toContainText(
    'pool1',
  )
  expect(await complaints(page)).toEqual([])
})

test('the effective field of a unit over the epochs of a run, next to its curves', async ({
  open,
}) => {
  const { page } = await open()
  await untilPainted(page)
  await startTraining(page, { epochs: 2, seed: 0, limitTrain: 1024, limitTest: 256 })
  await untilState(page, 'finished')
  await showView(page, 'Fields')
  const run = await page.locator('optgroup[label=Runs] option').first().getAttribute('value')
  await page.locator('select', { has: page.locator('optgroup') }).selectOption(run ?? '')
  await page.getByTestId('field-layer').selectOption('conv2')
  await page.getByRole('button', { name: 'Over the epochs' }).click()
  await page.getByRole('button', { name: 'Make the film' }).click()
  const scrubber = page.getByTestId('film-scrubber')
  await expect(scrubber).toHaveAttribute('max', '2')
  const sigma = page.getByTestId('field-sigma')
  await expect(page.getByText('Epoch 2', { exact: true })).toBeVisible()
  const last = await sigma.textContent()
  await scrubber.focus()
  await page.keyboard.press('Home')
  await expect(page.getByText('Epoch 0', { exact: true })).toBeVisible()
  await expect(sigma).not.toHaveText(last ?? '')
  const frames = page.getByTestId('film-strip').getByRole('button')
  await expect(frames).toHaveCount(3)
  await frames.nth(2).click()
  await expect(sigma).toHaveText(last ?? '')

  // The legend of Train's curves, with the values at the frame's epoch.
  const entry = page
    .getByRole('group', { name: 'Legend' })
    .getByRole('button', { name: 'test accuracy' })
  await expect(entry).toHaveText(/test accuracy 0\.\d{3}$/)
  await frames.nth(0).click()
  await expect(entry).toHaveText(/test accuracy –$/)
  await entry.click()
  await expect(entry).toHaveAttribute('aria-pressed', 'false')
  expect(await complaints(page)).toEqual([])
})
