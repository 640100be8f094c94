import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { complaints, expect, test } from './test'
import { runRow, untilState } from './training'
import { answerOpenDialog, answerSaveDialog, showView, untilPainted } from './window'

const node = (page: Page, id: string) => page.locator(`.node[data-node="${id}"]`)
const row = (page: Page, id: string) => page.locator(`tr[data-row="${id}"]`)
const layers = (page: Page): Promise<string[]> => page.locator('tr[data-row]').evaluateAll((rows) => rows.map((each) => each.getAttribute('data-row') ?? ''))
const parameters = (page: Page) => page.getByTestId('total-parameters')

/** The graph with every layer in its place. */
const untilArranged = (page: Page): Promise<void> => expect(page.locator('.graph[data-settled=true]')).toBeVisible()

async function openEmpty(page: Page): Promise<void> {
  await showView(page, 'Model')
  await untilArranged(page)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'New, empty' }).click()
  await expect(page.getByText('No layers yet')).toBeVisible()
}

/** Trains what Train was handed, briefly, and looks at its maps. */
async function trainAndInspect(page: Page, layer: string): Promise<void> {
  await expect(page.locator('form select[name=model]')).toHaveValue('recipe')
  await page.locator('form input[name=epochs]').fill('1')
  await page.locator('form summary').click()
  await page.locator('form input[name=limitTrain]').fill('640')
  await page.locator('form input[name=limitTest]').fill('200')
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect(runRow(page)).toBeVisible()
  await untilState(page, 'finished')
  await showView(page, 'Models')
  await page.getByRole('row', { name: /My network/ }).first().click()
  await page.getByRole('button', { name: 'Inspect', exact: true }).last().click()
  await untilPainted(page)
  await expect(page.locator(`[data-layer="${layer}"]`)).toBeVisible()
}

test('a network is built from nothing by pointer, mended, trained and looked at', async ({ open }) => {
  const { page } = await open()
  await openEmpty(page)

  await test.step('kinds are pressed, one after the other', async () => {
    for (const kind of ['conv2d', 'activation', 'flatten', 'dense']) await page.locator(`[data-kind=${kind}]`).click()
    expect(await layers(page)).toEqual(['conv1', 'relu1', 'flatten', 'dense1'])
    await untilArranged(page)
    await expect(node(page, 'dense1')).toBeVisible()
  })

  await test.step('one is dragged onto a link', async () => {
    const link = page.locator('.vue-flow__edge[data-id="relu1>flatten"] .vue-flow__edge-interaction')
    await page.locator('[data-kind=maxPool2d]').dragTo(link, { force: true })
    await expect.poll(() => layers(page)).toEqual(['conv1', 'relu1', 'pool1', 'flatten', 'dense1'])
    await expect(row(page, 'pool1').locator('.shape')).toHaveText('14×14×16')
  })

  await test.step('a parameter is edited in its row, and graph and text follow', async () => {
    await row(page, 'conv1').locator('input[name=channels]').fill('6')
    await expect(node(page, 'conv1')).toContainText('28×28×6')
    await expect(parameters(page)).toHaveText('11,830')
    await page.getByRole('tab', { name: 'JSON' }).click()
    await expect(page.getByTestId('json').locator('.cm-line').nth(4)).toContainText('"channels": 6')
    await page.getByRole('tab', { name: 'Table' }).click()
  })

  await test.step('a fault is told at its layer, and a click mends it', async () => {
    await row(page, 'conv1').locator('input[name=kernel]').fill('33')
    await expect(node(page, 'conv1')).toHaveClass(/faulty/)
    const note = page.getByRole('group', { name: 'kernel 33 exceeds the 30×30 of the padded input' })
    await expect(page.getByRole('button', { name: 'Train this' })).toBeDisabled()
    // What comes behind goes on being computed.
    await expect(row(page, 'dense1').locator('.shape')).toHaveText('10')
    await note.getByRole('button', { name: 'use kernel 30' }).click()
    await expect(page.getByText('1 fault', { exact: true })).toHaveCount(1)
  })

  await test.step('undo goes back step by step, and redo forward', async () => {
    for (let steps = 0; steps < 2; steps++) await page.getByRole('button', { name: 'Undo' }).click()
    await expect(row(page, 'conv1').locator('input[name=kernel]')).toHaveValue('3')
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect(row(page, 'conv1').locator('input[name=kernel]')).toHaveValue('33')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('button', { name: 'Train this' })).toBeEnabled()
  })

  await test.step('it trains one epoch and shows its maps', async () => {
    await page.getByRole('button', { name: 'Train this' }).click()
    await trainAndInspect(page, 'pool1')
  })
  expect(await complaints(page)).toEqual([])
})

test('a network is built from nothing by keyboard, trained and looked at', async ({ open }) => {
  const { page } = await open()
  await openEmpty(page)
  const graph = page.getByRole('application', { name: 'Graph of the network' })

  await test.step('layers are added with Enter on their kinds', async () => {
    for (const kind of ['conv2d', 'activation', 'conv2d', 'globalAvgPool2d', 'dense']) {
      await page.locator(`[data-kind=${kind}]`).focus()
      await page.keyboard.press('Enter')
    }
    expect(await layers(page)).toEqual(['conv1', 'relu1', 'conv2', 'average', 'dense1'])
  })

  await test.step('the graph is walked, a branch is added and joined with C and the arrows', async () => {
    await page.getByRole('checkbox', { name: 'As a branch' }).focus()
    await page.keyboard.press('Space')
    await graph.focus()
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(node(page, 'conv1')).toHaveClass(/chosen/)
    await page.keyboard.press('ArrowDown')
    await page.locator('[data-kind=conv2d]').focus()
    await page.keyboard.press('Enter')
    expect(await layers(page)).toContain('conv3')
    await page.getByRole('checkbox', { name: 'As a branch' }).focus()
    await page.keyboard.press('Space')
    await graph.focus()
    await page.keyboard.press('Escape')
    for (let steps = 0; steps < 6 && !(await node(page, 'conv2').getAttribute('class'))?.includes('chosen'); steps++) await page.keyboard.press(steps < 3 ? 'ArrowDown' : 'ArrowRight')
    await expect(node(page, 'conv2')).toHaveClass(/chosen/)
    await page.locator('[data-kind=add]').focus()
    await page.keyboard.press('Enter')
    await page.locator('input[name=inputs]').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('conv2, conv3')
    await page.keyboard.press('Tab')
    await expect(row(page, 'add1').locator('.shape')).toHaveText('28×28×16')
    await expect(page.locator('.vue-flow__edge[data-id="conv3>add1"]')).toHaveCount(1)
  })

  await test.step('a row is edited, moved and given back with keys', async () => {
    const table = page.getByRole('group', { name: 'Layers of the network' })
    await table.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect(row(page, 'conv1').locator('input[name=channels]')).toBeFocused()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('8')
    await page.keyboard.press('Escape')
    await expect(table).toBeFocused()
    await expect(row(page, 'conv1').locator('.shape')).toHaveText('28×28×8')
    await page.keyboard.press('Alt+ArrowDown')
    expect((await layers(page)).slice(0, 2)).toEqual(['relu1', 'conv1'])
    await page.keyboard.press('Control+z')
    expect((await layers(page)).slice(0, 2)).toEqual(['conv1', 'relu1'])
  })

  await test.step('Ctrl+Enter hands it to Train', async () => {
    await page.keyboard.press('Control+Enter')
    await trainAndInspect(page, 'add1')
  })
  expect(await complaints(page)).toEqual([])
})

test('the draft survives, travels as a file and as text, and is compared', async ({ open, launch, folders }, info) => {
  const first = await open()
  await openEmpty(first.page)
  for (const kind of ['conv2d', 'globalAvgPool2d']) await first.page.locator(`[data-kind=${kind}]`).click()

  await test.step('a text that is no JSON is kept, told at its line, and graph and table stay', async () => {
    const { page } = first
    await page.getByRole('tab', { name: 'JSON' }).click()
    await page.getByTestId('json').locator('.cm-content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('oops')
    await expect(page.getByRole('alert')).toContainText('Not JSON here')
    await expect(node(page, 'conv1')).toBeVisible()
    for (let letters = 0; letters < 4; letters++) await page.keyboard.press('Backspace')
    await expect(page.getByRole('alert')).toHaveCount(0)
    await page.getByRole('tab', { name: 'Table' }).click()
  })

  const file = join(info.outputDir, 'network.json')
  await test.step('it is saved as a file', async () => {
    await answerSaveDialog(first.app, file)
    await first.page.getByRole('button', { name: 'More', exact: true }).click()
    await first.page.getByRole('menuitem', { name: 'Save as a file' }).click()
    await expect(first.page.getByText(/^Saved /)).toBeVisible()
    const written = JSON.parse(await readFile(file, 'utf8')) as { layers: { id: string }[] }
    expect(written.layers.map(({ id }) => id)).toEqual(['conv1', 'average'])
  })
  await expect.poll(async () => readFile(join(folders.user, 'model-draft.json'), 'utf8').catch(() => '')).toContain('average')
  await first.close()

  const { page, app } = await launch({ folders })
  await test.step('it is there again after a new start', async () => {
    await showView(page, 'Model')
    await expect.poll(() => layers(page)).toEqual(['conv1', 'average'])
  })

  await test.step('a file with a fault opens, and its fault is told', async () => {
    const network = JSON.parse(await readFile(file, 'utf8')) as { layers: { kernel?: number; padding?: number }[]; input: { height: number; width: number } }
    network.input = { ...network.input, height: 4, width: 4 }
    network.layers[0] = { ...network.layers[0], kernel: 5, padding: 0 }
    await writeFile(file, JSON.stringify(network))
    await answerOpenDialog(app, file)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Open a file' }).click()
    await expect(node(page, 'conv1')).toHaveClass(/faulty/)
    await node(page, 'conv1').click()
    const note = page.getByRole('group', { name: 'kernel 5 exceeds the 4×4 input' })
    await expect(note.getByRole('button', { name: 'use kernel 4' })).toBeVisible()
    await note.getByRole('button', { name: 'pad by 1' }).click()
    await expect(page.getByText('valid')).toBeVisible()
  })

  await test.step('it is compared with a preset', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click()
    await page.locator('select[name=compare-with]').selectOption('preset:lenet')
    await expect(page.getByTestId('compare-total')).toContainText('61,706 →')
    await expect(page.getByRole('table', { name: 'Compare' }).locator('tr.removed')).toHaveCount(11)
  })

  await test.step('it is saved among the models, under its name', async () => {
    await page.getByRole('button', { name: 'Save in Models' }).click()
    await showView(page, 'Models')
    await expect(page.getByRole('row', { name: /My network/ })).toBeVisible()
  })
})

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
