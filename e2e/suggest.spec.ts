import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decode, encode } from 'fast-png'
import { dropFiles } from './drop'
import { takeLooks } from './looks'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'
import { runRow, untilState, writtenEvents } from './training'

const TEXTURES = ['brick', 'grass', 'gravel'] as const
const [SIDE, EACH] = [96, 100]

/** Parts of three photographs, a folder for each; places follow each other without an order. */
async function cutTextures(folder: string): Promise<void> {
  for (const name of TEXTURES) {
    const { data, width, height } = decode(await readFile(join(__dirname, `textures/${name}.png`)))
    await mkdir(join(folder, name), { recursive: true })
    for (let i = 0; i < EACH; i++) {
      const [x, y] = [(i * 131) % (width - SIDE), (i * 197) % (height - SIDE)]
      const part = Uint8Array.from(
        { length: SIDE * SIDE },
        (_, at) => data[(y + Math.floor(at / SIDE)) * width + x + (at % SIDE)] ?? 0,
      )
      const png = encode({ width: SIDE, height: SIDE, channels: 1, depth: 8, data: part })
      await writeFile(join(folder, name, `${i}.png`), png)
    }
  }
}

test('own pictures are learnt with two clicks: Import and Start', async ({
  open,
  folders,
}, info) => {
  test.setTimeout(300_000)
  const { app, page } = await open()
  const folder = info.outputPath('textures')
  await cutTextures(folder)
  await dropFiles(page, [folder])
  const dialog = page.getByRole('dialog', { name: 'Import a data set' })
  await expect(dialog.getByTestId('analysis')).toContainText('300 found', { timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toHaveCount(0, { timeout: 60_000 })

  const note = page.getByTestId('suggestion')
  await expect(note).toContainText('Suggested for textures', { timeout: 60_000 })
  await expect(note.locator('[data-about=length]')).toContainText('240 training pictures')
  await takeLooks({ app, page }, info, 'suggestion')
  await expect(note).toContainText('Suggested for textures')
  await changeSettings(page, { language: 'en', theme: 'light' })
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect(runRow(page)).toBeVisible()
  await untilState(page, 'finished', 240_000)
  const done = (await writtenEvents(folders)).find(({ type }) => type === 'done')
  expect(done?.testAccuracy).toBeGreaterThan(0.9)

  await test.step('the chapter’s recipe is one click away, and so is the way back', async () => {
    await note.getByRole('button', { name: 'Use the chapter’s recipe' }).click()
    await expect(page.locator('input[name=learningRate]')).toHaveValue('0.9')
    await expect(page.locator('select[name=dataset]')).toHaveValue('textures')
    await note.getByRole('button', { name: 'Use the suggestion' }).click()
    await expect(page.locator('input[name=learningRate]')).toHaveValue('0.002')
  })

  await test.step('what the user typed is not replaced', async () => {
    await page.locator('input[name=learningRate]').fill('0.01')
    await page.locator('select[name=dataset]').selectOption('fashion-mnist')
    await expect(page.locator('input[name=learningRate]')).toHaveValue('0.01')
    await expect(note).toHaveText('Suggest a recipe')
  })
  expect(await complaints(page)).toEqual([])
})
