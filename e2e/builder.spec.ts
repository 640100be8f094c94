import type { Page } from '@playwright/test'
import { layers, node, openEmpty, row, untilArranged } from './builder'
import { commandLine } from './command-line'
import { complaints, expect, test } from './test'
import { runRow, untilState } from './training'
import { showView, untilPainted } from './window'

const parameters = (page: Page) => page.getByTestId('total-parameters')

/** The middle of a link, within the graph's pane. */
async function between(page: Page, from: string, to: string): Promise<{ x: number; y: number }> {
  const [pane, above, below] = await Promise.all(
    [page.locator('.pane'), node(page, from), node(page, to)].map((each) => each.boundingBox()),
  )
  if (!pane || !above || !below) throw new Error('the graph is not drawn')
  return {
    x: above.x + above.width / 2 - pane.x,
    y: (above.y + above.height + below.y) / 2 - pane.y,
  }
}

/** Trains what Train was handed, briefly, and looks at its maps. */
async function trainAndInspect(page: Page, layer: string): Promise<void> {
  await expect(page.locator('form select[name=model]')).toHaveValue('recipe')
  await page.locator('form input[name=epochs]').fill('1')
  await page.locator('form summary').last().click()
  await page.locator('form input[name=limitTrain]').fill('640')
  await page.locator('form input[name=limitTest]').fill('200')
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect(runRow(page)).toBeVisible()
  await untilState(page, 'finished')
  await showView(page, 'Models')
  await page
    .getByRole('row', { name: /My network/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Inspect', exact: true }).last().click()
  await untilPainted(page)
  await expect(page.locator(`[data-layer="${layer}"]`)).toBeVisible()
}

test('a network is built from nothing by pointer, fixed, trained and inspected', async ({
  open,
}) => {
  const { page } = await open()
  await openEmpty(page)

  await test.step('kinds are pressed, one after the other', async () => {
    for (const kind of ['conv2d', 'activation', 'flatten', 'dense'])
      await page.locator(`[data-kind=${kind}]`).click()
    expect(await layers(page)).toEqual(['conv1', 'relu1', 'flatten', 'dense1'])
    await untilArranged(page)
    await expect(node(page, 'dense1')).toBeVisible()
  })

  await test.step('one is dragged onto a link', async () => {
    await page
      .locator('[data-kind=maxPool2d]')
      .dragTo(page.locator('.pane'), { targetPosition: await between(page, 'relu1', 'flatten') })
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

  await test.step('a fault is shown at its layer, and a click fixes it', async () => {
    await row(page, 'conv1').locator('input[name=kernel]').fill('33')
    await expect(node(page, 'conv1')).toHaveClass(/faulty/)
    const note = page.getByRole('group', {
      name: 'kernel 33 exceeds the 30×30 of the padded input',
    })
    await expect(page.getByRole('button', { name: 'Train network' })).toBeDisabled()
    // The layers after it are still computed.
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
    await expect(page.getByRole('button', { name: 'Train network' })).toBeEnabled()
  })

  await test.step('it trains one epoch and shows its maps', async () => {
    await page.getByRole('button', { name: 'Train network' }).click()
    await trainAndInspect(page, 'pool1')
  })
  expect(await complaints(page)).toEqual([])
})

test('a warning is explained, fixed, and proved by two short runs', async ({ open }) => {
  const { page } = await open()
  await showView(page, 'Model')
  await untilArranged(page)
  await page.getByRole('tab', { name: /Checks/ }).click()
  const finding = page.locator('[data-rule=saturatingChain]')
  const verdict = finding.getByTestId('verdict')
  const rows = page.getByRole('region', { name: 'Runs' }).locator('tbody tr')
  const cells = (measure: string) => verdict.locator(`[data-measure=${measure}] td`)
  await expect(finding).toContainText('4 sigmoids')
  await expect(finding.getByText(/^takes about \d:\d\d$/)).toBeVisible()
  await finding.getByRole('button', { name: 'Prove it' }).click()
  await expect(rows).toHaveCount(2, { timeout: 90_000 })
  await untilState(page, 'finished')
  await expect(rows.getByRole('checkbox', { checked: true })).toHaveCount(2)

  await test.step('their result is shown in numbers, there and at the warning', async () => {
    const message = page.getByRole('region', { name: 'Messages' })
    await expect(message).toContainText(/64 steps/)
    await expect(message).toContainText(/\(95 %: [+−]?\d+\.\d to [+−]?\d+\.\d\)/)
    await message.getByRole('button', { name: 'To the warning' }).click()
    await expect(verdict).toHaveAttribute('data-word', /^(better|worse|unclear)$/)
    await expect(cells('trainLoss')).toHaveText([/^\d\.\d{3}$/, /^\d\.\d{3}$/, /^[+−]?\d\.\d{3}$/])
    await expect(cells('testAccuracy')).toHaveText([/^\d+\.\d%$/, /^\d+\.\d%$/, /^[+−]?\d+\.\d%$/])
    await expect(cells('parameters')).toHaveText(['61,706', '61,706', /^0/])
    await expect(finding.getByRole('button', { name: 'Prove it' })).toHaveCount(0)
  })

  const again = verdict.getByRole('button', { name: 'Repeat with another seed' })
  await test.step('cancelling a further pair keeps the known results', async () => {
    const known = await verdict.locator('.word').textContent()
    await again.click()
    await expect(finding.getByRole('status')).toHaveText(/Training with seed 1, run [12] of 2/)
    await finding.getByRole('button', { name: 'Cancel' }).click()
    await expect(finding.getByRole('status')).toHaveCount(0, { timeout: 60_000 })
    await expect(verdict.locator('.word')).toHaveText(known ?? '')
    await expect(verdict).toHaveAttribute('data-pairs', '1')
  })
  await test.step('with another seed both are trained again, and the verdict pools the pairs and says how sure it is', async () => {
    await again.click()
    await expect(finding.getByRole('status')).toHaveText(/Training with seed 1, run [12] of 2/)
    await expect(finding.getByRole('status')).toHaveCount(0, { timeout: 60_000 })
    await expect(verdict).toHaveAttribute('data-pairs', '2')
    await expect(verdict).toContainText(
      /averaged over 2 pairs \(95 %: [+−]?\d+\.\d to [+−]?\d+\.\d\)/,
    )
    await expect(verdict).toContainText(/(Very|Fairly|Not) sure: /)
    await expect(verdict).toContainText('Student’s t, degrees of freedom: 1')
    for (const seed of ['seed0', 'seed1']) await expect(cells(seed)).toHaveText([/%$/, /%$/, /%$/])
  })
  await test.step('the verdict is there again after a reload: it comes from the runs', async () => {
    const said = await verdict.locator('.word').textContent()
    await page.reload()
    await showView(page, 'Model')
    await page.getByRole('tab', { name: /Checks/ }).click()
    await expect(verdict).toHaveAttribute('data-pairs', '2')
    await expect(verdict.locator('.word')).toHaveText(said ?? '')
  })
  await test.step('their curves are drawn in one figure, each network’s in one colour, with its mean', async () => {
    await verdict.getByRole('button', { name: 'Show the curves' }).click()
    await expect(page.getByTestId('curves')).toBeVisible()
    await expect(rows.getByRole('checkbox', { checked: true })).toHaveCount(4)
    await expect(
      rows.getByRole('button', { name: 'LeNet, as drawn, seed 1', exact: true }).first(),
    ).toBeVisible()
    const legend = page.getByRole('group', { name: 'Legend' })
    await expect(legend.getByText('mean of 2 runs')).toHaveCount(2)
    const pool = page.getByRole('button', { name: 'Mean over seeds' })
    await expect(pool).toHaveAttribute('aria-pressed', 'true')
    await pool.click()
    await expect(legend.getByText('mean of 2 runs')).toHaveCount(0)
    await expect(legend.getByText('Seed 1', { exact: true })).toHaveCount(2)
    await showView(page, 'Model')
  })
  await finding.getByRole('button', { name: 'Fix it' }).click()
  await expect(finding).toHaveCount(0)

  await test.step('a step is measured', async () => {
    await expect(page.getByTestId('cost-source')).toHaveText('estimated')
    await page.getByRole('button', { name: 'Measure' }).click()
    await expect(page.getByTestId('cost-source')).toHaveText('measured on CPU', { timeout: 60_000 })
  })
  expect(await complaints(page)).toEqual([])
})

test('a proof of the command line is shown at its warning, and another seed joins it', async ({
  open,
  folders,
}) => {
  const proof = (await commandLine(folders, ['prove', 'lenet', '1'])) as {
    readonly rule: string
    readonly verdict: { readonly word: string }
  }
  const { page } = await open()
  await showView(page, 'Model')
  await page.getByRole('tab', { name: /Checks/ }).click()
  const verdict = page.locator(`[data-rule=${proof.rule}]`).getByTestId('verdict')
  await expect(verdict).toHaveAttribute('data-word', proof.verdict.word)
  await expect(verdict).toHaveAttribute('data-pairs', '1')
  await verdict.getByRole('button', { name: 'Repeat with another seed' }).click()
  await expect(verdict).toHaveAttribute('data-pairs', '2', { timeout: 60_000 })
})
