import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine } from './command-line'
import { dropFiles } from './drop'
import { writePng } from './pictures'
import { complaints, expect, test } from './test'
import { answerOpenDialog, shareOf, showView, shownPrediction, untilPainted } from './window'

interface Answer {
  readonly images: readonly {
    readonly predictions: readonly { readonly label: string; readonly probability: number }[]
  }[]
}

const FORMATS = [
  { name: /TensorFlow\.js/, id: 'tfjs' },
  { name: /SavedModel/, id: 'savedmodel' },
  { name: /PyTorch module/, id: 'pytorch' },
  { name: /safetensors \(/, id: 'safetensors' },
  { name: /NumPy archive/, id: 'npz' },
] as const

test('an exported model says what the window says', async ({ open, folders }, info) => {
  const { app, page } = await open()
  const sample = await untilPainted(page)
  const work = info.outputPath('exported')
  await mkdir(work, { recursive: true })
  const picture = await writePng(join(work, 'boot.png'), 0)
  await dropFiles(page, [picture])
  await expect(page.locator('.panel .name')).toHaveText('boot.png')
  await untilPainted(page, sample)
  const shown = await shownPrediction(page)
  expect(shown.length).toBeGreaterThanOrEqual(5)

  await showView(page, 'Models')
  await page.locator('[data-model="bundled:lenet"]').click()
  const answers: Answer[] = []
  for (const { name, id } of FORMATS) {
    const folder = join(work, id)
    await mkdir(folder)
    await answerOpenDialog(app, folder)
    await page.getByRole('button', { name: 'Export …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name }).check()
    // What the graph has beyond the network changes nothing of what is read back.
    for (const box of await dialog.getByRole('checkbox').all()) await box.check()
    expect(await dialog.getByRole('checkbox').count()).toBe(id === 'savedmodel' ? 2 : 0)
    await dialog.getByRole('button', { name: 'Choose a folder …' }).click()
    const status = dialog.getByRole('status')
    await expect(status.getByRole('listitem').first()).toBeVisible({ timeout: 30_000 })
    await expect(status).toContainText('the outputs of 32 examples are the same')
    await expect(status).toContainText('certificate.json')
    await expect(dialog.getByRole('button', { name: 'Show in folder' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    // A folder of its own inside the chosen one, so that nothing there is overwritten.
    const [written = ''] = await readdir(folder)
    answers.push(
      (await commandLine(folders, ['predict', join(folder, written), picture])) as Answer,
    )
  }

  for (const answer of answers) {
    const predictions = answer.images[0]?.predictions ?? []
    expect(predictions).toHaveLength(10)
    for (const [place, { label, probability }] of shown.entries()) {
      expect(predictions[place]?.label).toBe(label)
      // The window writes a tenth of a percent.
      expect(
        Math.abs((predictions[place]?.probability ?? NaN) - shareOf(probability)),
      ).toBeLessThanOrEqual(0.00051)
    }
    const both = answers[0]?.images[0]?.predictions ?? []
    for (const [place, { probability }] of predictions.entries())
      expect(probability).toBeCloseTo(both[place]?.probability ?? NaN, 6)
  }
  expect(await complaints(page)).toEqual([])
})
