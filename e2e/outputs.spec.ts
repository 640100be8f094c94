import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { encode } from 'fast-png'
import { kerasCase } from '../src/engine/formats/testing/keras-cases'
import { dropFiles } from './drop'
import { takeModel } from './import-model'
import { complaints, expect, test } from './test'
import { numberIn, shareOf, showView, shownPrediction, untilPainted } from './window'

const [HEIGHT, WIDTH] = [4, 5]

/** A model as Keras's converter wrote it, and the picture that Keras answered. */
async function write(folder: string, name: string) {
  const { files, input, output } = kerasCase(name)
  const model = join(folder, name)
  await mkdir(model, { recursive: true })
  for (const [file, content] of files) await writeFile(join(model, file), content)
  const data = Uint8Array.from(input, (value) => Math.round(255 * value))
  const channels = data.length / (HEIGHT * WIDTH)
  const picture = join(folder, `${name}.png`)
  await writeFile(picture, encode({ width: WIDTH, height: HEIGHT, channels, depth: 8, data }))
  return { model, picture, output }
}

/** Imports a model by dropping its folder, and opens its picture with it in Inspect. */
async function inspect(page: Page, { model, picture }: { model: string; picture: string }) {
  const imported = page.locator('[data-model^="imported:"]')
  await showView(page, 'Models')
  const before = await imported.count()
  await dropFiles(page, [model])
  await takeModel(page)
  await expect(imported).toHaveCount(before + 1)
  const title = model.split('/').at(-1) ?? ''
  await imported.filter({ hasText: title }).first().dblclick()
  const painted = await untilPainted(page)
  await dropFiles(page, [picture])
  await expect(page.locator('.panel .name[title]')).toHaveText(`${title}.png`)
  await untilPainted(page, painted)
}

test('outputs are shown as what they mean: two classes, labels, values', async ({ open }, info) => {
  const { page } = await open()
  await untilPainted(page)

  await test.step('one sigmoid: both classes, and one answer to ask about', async () => {
    const { output, ...files } = await write(info.outputPath(), 'sigmoid-one')
    await inspect(page, files)
    const shown = await shownPrediction(page)
    const [second = NaN] = output
    const share = (label: string): number =>
      shareOf(shown.find((each) => each.label === label)?.probability ?? '')
    expect(shown).toHaveLength(2)
    expect(Math.abs(share('1') - second)).toBeLessThanOrEqual(0.00051)
    expect(Math.abs(share('0') - (1 - second))).toBeLessThanOrEqual(0.00051)
    await page.getByRole('tab', { name: 'What moves it' }).click()
    await expect(page.getByTestId('probe-target')).toHaveText('1 against 0')
  })

  await test.step('several sigmoids: labels of their own, and no accuracy', async () => {
    const { output, ...files } = await write(info.outputPath(), 'sigmoid-three')
    await inspect(page, files)
    const rows = page.getByRole('table', { name: 'Labels by probability' }).locator('tbody tr')
    await expect(rows).toHaveCount(output.length)
    const shares = await rows.locator('td .number').allTextContents()
    const expected = [...output].sort((a, b) => b - a)
    for (const [place, text] of shares.entries())
      expect(Math.abs(shareOf(text) - (expected[place] ?? NaN))).toBeLessThanOrEqual(0.00051)
    await page.getByRole('tab', { name: 'Weights' }).click()
    await expect(page.getByText('there is no accuracy')).toBeVisible()
    await expect(page.getByTestId('measure')).toHaveCount(0)
  })

  await test.step('a linear unit: its value, and no class', async () => {
    const { output, ...files } = await write(info.outputPath(), 'linear-one')
    await inspect(page, files)
    const row = page.getByTestId('output-values').locator('tbody tr')
    await expect(row).toHaveCount(1)
    expect(numberIn(await row.locator('td').textContent())).toBeCloseTo(output[0] ?? NaN, 4)
    await expect(page.getByTestId('output-values')).toContainText('a regression, no classes')
    await showView(page, 'Models')
    await expect(page.locator('.detail')).toContainText('1 value (regression)')
  })
  expect(await complaints(page)).toEqual([])
})
