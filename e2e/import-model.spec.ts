import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { encode } from 'fast-png'
import { kerasCase } from '../src/engine/formats/testing/keras-cases'
import { dropFiles } from './drop'
import { importDialog, takeModel } from './import-model'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'
import { answerOpenDialog, showView, shownPrediction, untilPainted } from './window'

/** A model as Keras's converter wrote it: nothing in it says how its pictures are prepared. */
async function write(folder: string, name: string): Promise<string> {
  const model = join(folder, name)
  await mkdir(model, { recursive: true })
  for (const [file, content] of kerasCase(name).files) await writeFile(join(model, file), content)
  return model
}

test('a model is shown before it is taken, asked about, and corrected later', async ({
  open,
}, info) => {
  const { app, page } = await open()
  await untilPainted(page)
  const model = await write(info.outputPath(), 'softmax')
  const dialog = importDialog(page)
  const imported = page.locator('[data-model^="imported:"]')
  await showView(page, 'Models')

  await test.step('what it holds, what is unknown, and the guess with its reason', async () => {
    await dropFiles(page, [model])
    await expect(dialog.getByTestId('look')).toContainText('TensorFlow.js layers model')
    await expect(dialog.getByTestId('look')).toContainText('parameters')
    await expect(dialog.getByTestId('preprocessing')).toHaveValue('zero-to-one')
    await expect(dialog.getByTestId('preprocessing-hint')).toContainText('This is a guess')
    for (const [theme, language] of [
      ['light', 'en'],
      ['dark', 'zh'],
    ] as const) {
      await changeSettings(page, { theme, language })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(bad.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])).toEqual(
        [],
      )
      await page.screenshot({ path: info.outputPath('import', `${theme}-${language}.png`) })
    }
    await changeSettings(page, { theme: 'light', language: 'en' })
  })

  await test.step('left alone, nothing is imported', async () => {
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await expect(imported).toHaveCount(0)
  })

  await test.step('with answers of the user, by the file dialog', async () => {
    await answerOpenDialog(app, join(model, 'model.json'))
    await page.getByRole('button', { name: 'Import …' }).click()
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Asked')
    await dialog.getByTestId('preprocessing').selectOption('minus-one-to-one')
    await dialog.getByTestId('labels').fill('one')
    await takeModel(page)
    await expect(dialog.getByRole('alert')).toContainText('There are 1 labels')
    const needed = Number(/of (\d+) named/.exec((await dialog.textContent()) ?? '')?.[1] ?? 3)
    await dialog.getByTestId('labels').fill(JSON.stringify(['cat', 'dog', 'owl'].slice(0, needed)))
    await takeModel(page)
    await expect(imported).toHaveCount(1)
    await expect(imported).toContainText('Asked')
  })

  await test.step('beside the picture in Inspect, where it can be changed', async () => {
    await imported.dblclick()
    await untilPainted(page)
    const picture = join(info.outputPath(), 'grey.png')
    const data = Uint8Array.from({ length: 20 }, (_, i) => 12 * i)
    await writeFile(picture, encode({ width: 5, height: 4, channels: 1, depth: 8, data }))
    await dropFiles(page, [picture])
    await expect(page.locator('.panel .name[title]')).toHaveText('grey.png')
    const line = page.getByTestId('preprocessing-line')
    await expect(line).toContainText('−1…1')
    const before = await shownPrediction(page)
    expect(before.map(({ label }) => label).sort()).toEqual(['cat', 'dog', 'owl'])
    await line.getByRole('button', { name: 'Change …' }).click()
    await page.getByTestId('preprocessing').selectOption('zero-to-255')
    await page.screenshot({ path: info.outputPath('change.png') })
    await page.getByRole('button', { name: 'Keep' }).click()
    await expect(line).toContainText('0…255')
    await expect(async () => {
      expect(await shownPrediction(page)).not.toEqual(before)
    }).toPass()
    await page.screenshot({ path: info.outputPath('inspect.png') })
  })
  expect(await complaints(page)).toEqual([])
})
