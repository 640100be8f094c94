import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { dropFiles } from './drop'
import { writePng } from './pictures'
import { complaints, expect, test } from './test'
import { untilPainted } from './window'

test('of more files than can be opened, some are opened and the rest is reported', async ({
  open,
}, info) => {
  const { page } = await open()
  const work = info.outputPath('many')
  await mkdir(work, { recursive: true })
  const first = await writePng(join(work, '0.png'), 0)
  const many = Array.from({ length: 1_200 }, (_, index) => join(work, `${index}.png`))
  await Promise.all(many.slice(1).map((path) => copyFile(first, path)))
  await dropFiles(page, many)

  const message = page
    .getByRole('region', { name: 'Messages' })
    .locator('.message', { hasText: 'opened 200 of these files and skipped 1,000' })
  await expect(message).toBeVisible()
  await expect(message.getByRole('button', { name: 'Import a folder …' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show 199.png' })).toBeAttached({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Show 200.png' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show 150.png' }).click()
  await expect(page.locator('.panel .name')).toHaveText('150.png')
  expect(await complaints(page)).toEqual([])
})

test('a picture of 16 megapixels blocks nothing', async ({ open }, info) => {
  const { page } = await open()
  await mkdir(info.outputPath('large'), { recursive: true })
  const [width, height] = [4_000, 4_000]
  const data = Uint8Array.from(
    { length: width * height },
    (_, at) => ((at % width) >> 4) ^ (Math.floor(at / width) >> 4),
  )
  const large = info.outputPath('large/large.png')
  await writeFile(large, encode({ width, height, channels: 1, depth: 8, data }))
  const small = await writePng(info.outputPath('large/small.png'), 3)
  await dropFiles(page, [large])
  await expect(page.getByText('Opening …')).toBeVisible()
  const before = await untilPainted(page)
  await dropFiles(page, [small])
  await expect(page.getByRole('button', { name: 'Show large.png' })).toBeVisible()
  await page.getByRole('button', { name: 'Show small.png' }).click()
  await untilPainted(page, before)
  await page.getByRole('button', { name: 'Show large.png' }).click()
  await expect(page.locator('.panel .name')).toHaveText('large.png')
  expect(await complaints(page)).toEqual([])
})

test('a dropped folder is opened as what it holds: pictures, or classes of a data set', async ({
  open,
}, info) => {
  const { page } = await open()
  const [plain, classes] = [info.outputPath('plain'), info.outputPath('shoes-and-coats')]
  for (const [folder, names] of [
    [plain, ['left.png', 'right.png']],
    [join(classes, 'shoes'), ['a.png', 'b.png']],
    [join(classes, 'coats'), ['c.png', 'd.png']],
  ] as const) {
    await mkdir(folder, { recursive: true })
    for (const [index, name] of names.entries()) await writePng(join(folder, name), index)
  }
  await dropFiles(page, [plain])
  await expect(page.getByRole('button', { name: 'Show left.png' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Show right.png' })).toBeVisible()

  await dropFiles(page, [classes])
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox').first()).toHaveValue('shoes-and-coats')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('select[name=dataset] option:checked')).toHaveText('shoes-and-coats')
  expect(await complaints(page)).toEqual([])
})
