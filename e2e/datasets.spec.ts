import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { dropFiles } from './drop'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'

const EACH = 70

/** 210 pictures of three kinds, an empty one, a damaged one, and what a Mac leaves behind. */
async function makeKinds(folder: string): Promise<void> {
  for (const [kind, light] of [
    ['apple', 40],
    ['pear', 120],
    ['plum', 200],
  ] as const) {
    await mkdir(join(folder, kind), { recursive: true })
    for (let i = 0; i < EACH; i++) {
      const data = Uint8Array.from(
        { length: 24 * 20 * 3 },
        (_, at) => light + ((at * (i + 2)) % 40),
      )
      await writeFile(
        join(folder, kind, `${i}.png`),
        encode({ width: 24, height: 20, channels: 3, data }),
      )
    }
  }
  await writeFile(join(folder, 'apple', 'empty.png'), '')
  await writeFile(join(folder, 'plum', 'page.png'), '<html>404</html>')
  await writeFile(join(folder, 'plum', '._0.png'), '\0\u0005\u0016\u0007')
  await writeFile(join(folder, 'notes.txt'), 'x')
}

test('a dropped folder shows what it holds before it becomes a data set', async ({
  open,
}, info) => {
  const { app, page } = await open()
  const folder = info.outputPath('fruit')
  await makeKinds(folder)
  await dropFiles(page, [folder])
  const dialog = page.getByRole('dialog', { name: 'Import a data set' })
  const analysis = dialog.getByTestId('analysis')
  await expect(analysis).toContainText('213 found · 210 taken · 3 left out', { timeout: 60_000 })
  await expect(analysis.getByRole('row', { name: 'apple 56 14' })).toBeVisible()
  await expect(analysis).toContainText('apple/empty.png: Can’t be read')
  await expect(analysis).toContainText('notes.txt: no picture')
  await expect(analysis).not.toContainText('._0.png')
  await expect(dialog.getByLabel('Height and width in pixels').first()).toHaveValue('20')

  for (const [language, theme] of [
    ['zh', 'dark'],
    ['en', 'light'],
  ] as const) {
    await changeSettings(page, { language, theme })
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      await app.evaluate(
        ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
        [width, height] as const,
      )
      await page.waitForTimeout(300)
      await page.screenshot({ path: info.outputPath(`${language}-${theme}-${width}.png`) })
    }
  }

  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('2 of 212 pictures can not be read')
  await dialog.getByTestId('skip-unreadable').press('Space')
  await dialog.getByRole('button', { name: 'Import', exact: true }).press('Enter')
  await expect(dialog).toHaveCount(0, { timeout: 60_000 })
  await expect(page.locator('select[name=dataset]')).toHaveValue('fruit')
  expect(await complaints(page)).toEqual([])
})
