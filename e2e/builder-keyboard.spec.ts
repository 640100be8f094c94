import { layers, node, row, untilArranged } from './builder'
import { command, tabTo, typeOver } from './keys'
import { complaints, expect, test } from './test'
import { runRow, untilState } from './training'

test('a network is built from nothing, fixed, trained and inspected by keyboard alone', async ({
  open,
}) => {
  const { page } = await open()
  const graph = page.getByRole('application', { name: 'Graph of the network' })
  const kind = (name: string) => page.locator(`[data-kind=${name}]`)

  await test.step('the palette empties the builder, Enter on kinds adds layers', async () => {
    await page.keyboard.press('2')
    await untilArranged(page)
    await command(page, 'new network')
    await expect(page.getByText('No layers yet')).toBeVisible()
    for (const name of ['conv2d', 'maxPool2d', 'flatten', 'dense']) {
      await tabTo(page, kind(name))
      await page.keyboard.press('Enter')
    }
    expect(await layers(page)).toEqual(['conv1', 'pool1', 'flatten', 'dense1'])
  })

  await test.step('the graph is walked; a layer is inserted after another, copied and removed', async () => {
    await tabTo(page, graph)
    await page.keyboard.press('Escape')
    for (const id of ['input', 'conv1']) {
      await page.keyboard.press('ArrowDown')
      await expect(node(page, id)).toHaveClass(/chosen/)
    }
    await tabTo(page, kind('activation'), { back: true })
    await page.keyboard.press('Enter')
    expect(await layers(page)).toEqual(['conv1', 'relu1', 'pool1', 'flatten', 'dense1'])
    await tabTo(page, graph)
    await page.keyboard.press('Control+d')
    await expect(node(page, 'relu2')).toHaveClass(/chosen/)
    await page.keyboard.press('Delete')
    await expect(node(page, 'relu2')).toHaveCount(0)
  })

  await test.step('Ctrl+C and Ctrl+V insert copies after the current layer and keep the links among them; Ctrl+X removes them', async () => {
    await page.keyboard.press('Escape')
    for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key)
    for (const id of ['conv1', 'relu1']) await expect(node(page, id)).toHaveClass(/chosen/)
    await page.keyboard.press('Control+c')
    await page.keyboard.press('ArrowDown')
    await expect(node(page, 'pool1')).toHaveClass(/chosen/)
    await page.keyboard.press('Control+v')
    await expect
      .poll(() => layers(page))
      .toEqual(['conv1', 'relu1', 'pool1', 'conv2', 'relu2', 'flatten', 'dense1'])
    for (const id of ['conv2', 'relu2']) await expect(node(page, id)).toHaveClass(/chosen/)
    await expect(row(page, 'relu2').locator('.shape')).toHaveText('14×14×16')
    await page.keyboard.press('Control+x')
    await expect.poll(() => layers(page)).toEqual(['conv1', 'relu1', 'pool1', 'flatten', 'dense1'])
    await page.keyboard.press('Control+v')
    await expect.poll(() => layers(page)).toHaveLength(7)
    await page.keyboard.press('Control+z')
    expect(await layers(page)).toEqual(['conv1', 'relu1', 'pool1', 'flatten', 'dense1'])
  })

  await test.step('a branch is started, and C with the arrows joins it', async () => {
    await tabTo(page, page.getByRole('checkbox', { name: 'As a branch' }), { back: true })
    await page.keyboard.press('Space')
    await tabTo(page, graph)
    await page.keyboard.press('Escape')
    for (let steps = 0; steps < 2; steps++) await page.keyboard.press('ArrowDown')
    await tabTo(page, kind('conv2d'), { back: true })
    await page.keyboard.press('Enter')
    expect(await layers(page)).toContain('conv2')
    await tabTo(page, page.getByRole('checkbox', { name: 'As a branch' }))
    await page.keyboard.press('Space')
    await tabTo(page, graph)
    await page.keyboard.press('Escape')
    for (let steps = 0; steps < 2; steps++) await page.keyboard.press('ArrowDown')
    // From conv1 down to what reads it first, or to the branch next to it.
    await page.keyboard.press('ArrowDown')
    if (!(await node(page, 'relu1').getAttribute('class'))?.includes('chosen'))
      await page.keyboard.press('ArrowRight')
    await expect(node(page, 'relu1')).toHaveClass(/chosen/)
    await tabTo(page, kind('add'), { back: true })
    await page.keyboard.press('Enter')
    await expect(node(page, 'add1')).toHaveClass(/chosen/)
    await expect(node(page, 'add1')).toHaveClass(/faulty/)
    await tabTo(page, graph)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowRight')
    await expect(node(page, 'conv2')).toHaveClass(/chosen/)
    await page.keyboard.press('c')
    await expect(page.getByText('Choose the layer that reads conv2')).toBeVisible()
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowRight', 'ArrowDown']) {
      if ((await node(page, 'add1').getAttribute('class'))?.includes('target')) break
      await page.keyboard.press(key)
    }
    await expect(node(page, 'add1')).toHaveClass(/target/)
    await page.keyboard.press('Enter')
    await expect(page.locator('.vue-flow__edge[data-id="conv2>add1"]')).toHaveCount(1)
    await expect(row(page, 'add1').locator('.shape')).toHaveText('28×28×16')
  })

  await test.step('Shift with arrows selects more, Ctrl+G groups, F folds and unfolds, U takes apart', async () => {
    await page.keyboard.press('Escape')
    for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key)
    await page.keyboard.press('Control+g')
    await expect(page.locator('.frame-node')).toHaveCount(1)
    await page.keyboard.press('f')
    await expect(node(page, 'conv1')).toHaveCount(0)
    await expect(page.locator('.node.folded.chosen')).toHaveCount(1)
    await page.keyboard.press('f')
    await expect(node(page, 'conv1')).toHaveClass(/chosen/)
    await page.keyboard.press('u')
    await expect(page.locator('.frame-node')).toHaveCount(0)
  })

  const table = page.getByRole('group', { name: 'Layers of the network' })
  await test.step('a row is edited; a key on the fix removes its fault', async () => {
    await tabTo(page, table)
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect(row(page, 'conv1').locator('input[name=channels]')).toBeFocused()
    await tabTo(page, row(page, 'conv1').locator('input[name=kernel]'), { most: 4 })
    await typeOver(page, '33')
    await expect(node(page, 'conv1')).toHaveClass(/faulty/)
    await tabTo(page, page.getByRole('button', { name: 'use kernel 30' }).first())
    await page.keyboard.press('Enter')
    await expect(node(page, 'conv1')).not.toHaveClass(/faulty/)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect(row(page, 'conv1').locator('input[name=kernel]')).toHaveValue('3')
    await expect(page.getByText('valid', { exact: true })).toBeVisible()
  })

  await test.step('a row moves and comes back', async () => {
    await tabTo(page, table)
    await page.keyboard.press('End')
    await page.keyboard.press('Alt+ArrowUp')
    expect((await layers(page)).slice(-2)).toEqual(['dense1', 'flatten'])
    await page.keyboard.press('Control+z')
    expect((await layers(page)).slice(-2)).toEqual(['flatten', 'dense1'])
  })

  await test.step('Ctrl+Enter hands it to Train, and starts it there', async () => {
    await page.keyboard.press('Control+Enter')
    await expect(page.locator('form select[name=model]')).toHaveValue('recipe')
    await tabTo(page, page.locator('form input[name=epochs]'))
    await typeOver(page, '1')
    await tabTo(page, page.locator('form summary').last())
    await page.keyboard.press('Enter')
    for (const [name, value] of [
      ['limitTrain', '640'],
      ['limitTest', '200'],
    ] as const) {
      await tabTo(page, page.locator(`form input[name=${name}]`))
      await typeOver(page, value)
    }
    await page.keyboard.press('Control+Enter')
    await expect(runRow(page)).toBeVisible()
    await untilState(page, 'finished')
  })

  await test.step('the trained network’s fields are walked', async () => {
    await command(page, 'fields')
    const model = page.getByRole('combobox', { name: 'Model', exact: true })
    await tabTo(page, model)
    await page.keyboard.type('My network')
    await expect(model).toHaveValue(/^run:/)
    await tabTo(page, page.getByTestId('field-layer'))
    await page.keyboard.type('pool1')
    await expect(page.getByTestId('field-layer')).toHaveValue('pool1')
    const picture = page.getByTestId('field-picture')
    await tabTo(page, picture)
    await page.keyboard.press('ArrowDown')
    await expect(picture).toHaveAttribute('data-painted', 'pool1 8,7')
    // Two paths, 3×3 and 3×3 after it: the longer one reaches 5, the pooling one step of 1 more.
    await expect(page.getByTestId('field-rows')).toHaveText('14 … 19')
    await expect(page.getByTestId('field-sigma')).toHaveText(/^\d+\.\d\d · \d+\.\d\d$/)
  })
  expect(await complaints(page)).toEqual([])
})
