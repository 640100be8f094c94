import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { zipSync } from 'fflate'
import { encodeNpy } from '../src/engine/datasets/testing/encode-npy'
import { dropFiles } from './drop'
import { takeLooks } from './looks'
import { writePng } from './pictures'
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

  await expect(analysis.getByRole('img', { name: 'Pictures of the class pear' })).toBeVisible()

  await takeLooks({ app, page }, info, 'import')

  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('2 of 212 pictures can not be read')
  await dialog.getByTestId('skip-unreadable').press('Space')
  await dialog.getByRole('button', { name: 'Import', exact: true }).press('Enter')
  await expect(dialog).toHaveCount(0, { timeout: 60_000 })
  await expect(page.locator('select[name=dataset]')).toHaveValue('fruit')
  expect(await complaints(page)).toEqual([])
})

test('what is dropped is looked at before anything is asked', async ({ open }, info) => {
  const { page } = await open()
  const message = (text: string) =>
    page.getByRole('region', { name: 'Messages' }).locator('.message', { hasText: text })
  const empty = info.outputPath('empty')
  await mkdir(empty, { recursive: true })
  await dropFiles(page, [empty])
  await expect(message('“empty” holds no picture')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  const deep = info.outputPath('holiday')
  await mkdir(join(deep, 'a', 'b'), { recursive: true })
  for (const [i, name] of ['sea.png', 'hill.png'].entries())
    await writePng(join(deep, 'a/b', name), i)
  await dropFiles(page, [deep])
  const loose = message('The 2 pictures in “holiday” have no classes')
  await expect(loose).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await loose.getByRole('button', { name: 'Open its 2 pictures' }).click()
  await expect(page.getByRole('button', { name: 'Show hill.png' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show sea.png' })).toBeVisible()

  const mixed = info.outputPath('mixed')
  await mkdir(mixed, { recursive: true })
  for (const name of ['one.png', 'two.png']) await writePng(join(mixed, name), 2)
  for (const name of ['list.txt', 'tool.whl', 'notes.txt']) await writeFile(join(mixed, name), 'x')
  await dropFiles(page, [mixed])
  await expect(message('2 opened, 3 skipped, which are no pictures: .txt, .whl')).toBeVisible()
  await expect(page.locator('.panel .name')).toHaveText('one.png')
  await dropFiles(page, [mixed])
  await expect(page.getByRole('button', { name: 'Show one.png' })).toHaveCount(2)
  expect(await complaints(page)).toEqual([])
})

test('a dropped npz is a data set where it holds pictures, whose arrays and seed are chosen', async ({
  open,
}, info) => {
  const { page } = await open()
  await mkdir(info.outputPath('npz'), { recursive: true })
  const file = info.outputPath('npz/shapes.npz')
  const pixels = Uint8Array.from({ length: 40 * 64 }, (_, i) => (i % 64) * 3)
  const labels = Uint8Array.from({ length: 40 }, (_, i) => i % 2)
  await writeFile(
    file,
    zipSync({ 'pix.npy': encodeNpy([40, 8, 8], pixels), 'cls.npy': encodeNpy([40], labels) }),
  )
  await dropFiles(page, [file])
  const dialog = page.getByRole('dialog', { name: 'Import a data set' })
  await expect(dialog.getByRole('alert')).toContainText('It has: pix, cls')
  await dialog.getByLabel('Array of the pictures').selectOption('pix')
  await dialog.getByLabel('Array of the labels').selectOption('cls')
  await dialog.getByLabel('Seed of the split').fill('7')
  await dialog.getByRole('button', { name: 'Read again' }).click()
  await expect(dialog.getByTestId('analysis')).toContainText('40 found · 40 taken · 0 left out')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('select[name=dataset]')).toHaveValue('shapes-npz')
  expect(await complaints(page)).toEqual([])
})

test('how a data set’s pictures were fitted is how the network’s others are', async ({
  open,
}, info) => {
  const { page } = await open()
  const folder = info.outputPath('fitted')
  await makeKinds(folder)
  await dropFiles(page, [folder])
  const dialog = page.getByRole('dialog', { name: 'Import a data set' })
  await expect(dialog.getByTestId('analysis')).toBeVisible({ timeout: 60_000 })
  await dialog.getByLabel('Other proportions').selectOption('pad')
  await dialog.getByTestId('skip-unreadable').check()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toHaveCount(0, { timeout: 60_000 })
  await page.getByText('Advanced', { exact: true }).click()
  const fitting = page.getByLabel('Other proportions')
  await expect(fitting).toHaveValue('pad')
  await page.locator('select[name=dataset]').selectOption('fashion-mnist')
  await expect(fitting).toHaveValue('stretch')
})
