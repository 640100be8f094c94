import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFiles } from './drop'
import { writeJpeg, writePng } from './pictures'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'
import { untilPainted } from './window'

/** A PNG header that claims 100,000 × 100,000 pixels. */
const HUGE = Buffer.from('89504e470d0a1a0a0000000d49484452000186a0000186a00800000000', 'hex')

test('garbage that is dropped gets a message each, and nothing is lost', async ({ open }, info) => {
  const { page } = await open()
  const sample = await untilPainted(page)
  const work = info.outputPath('dropped')
  await mkdir(work, { recursive: true })
  const file = async (name: string, bytes: string | Uint8Array): Promise<string> => {
    await writeFile(join(work, name), bytes)
    return join(work, name)
  }
  await dropFiles(page, [await writePng(join(work, 'good.png'), 3)])
  await expect(page.getByRole('button', { name: 'Show good.png' })).toBeVisible()
  const pass = await untilPainted(page, sample)
  const open0 = await page.locator('.strip .thumb').count()

  const jpeg = await readFile(await writeJpeg(join(work, 'whole.jpg'), 5))
  const garbage = [
    await file('text.png', 'this is no picture'),
    await file('empty.png', ''),
    await file('huge.png', HUGE),
    await file('cut.jpg', jpeg.subarray(0, 300)),
    await file('picture.jxl', Uint8Array.of(0xff, 0x0a, 0xfa, 0x1f)),
    await file('broken.json', '{"format": "layers-model", '),
    await file('other.json', '{"hello": "world"}'),
  ]
  await dropFiles(page, garbage)

  const messages = page.getByRole('region', { name: 'Messages' })
  for (const path of garbage) {
    const name = path.slice(work.length + 1)
    await expect(messages.locator('.message.error', { hasText: name }), name).toHaveCount(1)
  }
  await expect(messages.locator('.message.error')).toHaveCount(garbage.length)
  await expect(page.locator('.strip .thumb')).toHaveCount(open0)
  await expect(page.getByTestId('inspect')).toHaveAttribute('data-painted', pass)

  await test.step('the messages follow the language of the window', async () => {
    await changeSettings(page, { language: 'zh' })
    const said = page.locator('.message.error')
    await expect(
      said.filter({ hasText: 'picture.jxl 是 JPEG XL 格式的文件；这里可打开 PNG、JPEG、WebP' }),
    ).toHaveCount(1)
    await expect(said.filter({ hasText: 'huge.png 是已损坏的 PNG 文件' })).toHaveCount(1)
    await expect(said.filter({ hasText: 'cut.jpg 是已损坏的 JPEG 文件' })).toHaveCount(1)
    await expect(said.filter({ hasText: 'model.json 不是 JSON' })).toHaveCount(1)
    await expect(said.filter({ hasText: 'other.json' })).toContainText(
      'model.json 不是 tfjs 层模型',
    )
    await page.screenshot({ path: info.outputPath('messages-zh.png') })
    await changeSettings(page, { language: 'en' })
  })

  await test.step('a good picture still opens', async () => {
    await dropFiles(page, [join(work, 'whole.jpg')])
    await expect(page.getByRole('button', { name: 'Show whole.jpg' })).toBeVisible()
    await untilPainted(page, pass)
  })
  expect(await complaints(page)).toEqual([])
})
