import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { commandLine } from './command-line'
import { ROOT } from './launch'
import { readNpy } from './npy'
import { writePng } from './pictures'
import { complaints, expect, test } from './test'
import { answerOpenDialog, layerSheet, numberIn, untilPainted } from './window'

/** What is on a layer's canvas. */
const ink = (sheet: Locator): Promise<string> =>
  sheet
    .locator('canvas')
    .first()
    .evaluate((element) => (element as HTMLCanvasElement).toDataURL())

const numberOf = async (text: Locator): Promise<number> => numberIn(await text.textContent())

const thumbs = (page: Page): Locator => page.locator('.strip .thumb')

test('pictures come from the clipboard, from a dialog, from the data set and by chance', async ({
  open,
}, info) => {
  const { app, page } = await open()
  let pass = await untilPainted(page)
  await mkdir(info.outputPath(), { recursive: true })
  const picture = await writePng(join(info.outputPath(), 'bag.png'), 18)

  await test.step('paste', async () => {
    await app.evaluate(async ({ clipboard, ClipboardItem, nativeImage, BrowserWindow }, path) => {
      const image = nativeImage.createFromPath(path)
      // Electron had its own function for this before it took over the web's.
      const own = clipboard as unknown as {
        readonly writeImage?: (image: Electron.NativeImage) => void
      }
      if (own.writeImage) own.writeImage(image)
      else
        await clipboard.write([
          new ClipboardItem({ 'image/png': new Blob([new Uint8Array(image.toPNG())]) }),
        ])
      BrowserWindow.getAllWindows()[0]?.webContents.paste()
    }, picture)
    await expect(page.getByRole('button', { name: 'Show pasted picture' })).toBeVisible()
    pass = await untilPainted(page, pass)
  })

  await test.step('the dialog', async () => {
    await answerOpenDialog(app, picture)
    await page.keyboard.press('Control+o')
    await expect(page.getByRole('button', { name: 'Show bag.png' })).toBeVisible()
    pass = await untilPainted(page, pass)
  })

  await test.step('a random test image, by its key, with its true class', async () => {
    const before = await thumbs(page).count()
    await page.keyboard.press('r')
    await expect(thumbs(page)).toHaveCount(before + 1)
    await expect(page.locator('.panel .name')).toHaveText(
      /^(t-shirt|trouser|pullover|dress|coat|sandal|shirt|sneaker|bag|ankle boot)$/,
    )
    pass = await untilPainted(page, pass)
  })

  await test.step('two of a class, chosen in the data set', async () => {
    const before = await thumbs(page).count()
    await page.getByRole('button', { name: 'Data set …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Pictures of a data set' })
    await dialog.getByRole('combobox', { name: 'Class' }).selectOption({ label: 'bag' })
    // Until the class is filtered, other classes stand between the bags.
    await expect(
      dialog.getByRole('listbox', { name: 'Pictures' }).getByRole('option').nth(1),
    ).toHaveAccessibleName(/: bag$/)
    const items = dialog.getByRole('option', { name: /: bag$/ })
    await items.nth(0).click()
    await items.nth(1).click()
    await dialog.getByRole('button', { name: 'Open 2' }).click()
    await expect(thumbs(page)).toHaveCount(before + 2)
    await expect(page.locator('.panel .name')).toHaveText('bag')
    await untilPainted(page, pass)
  })
  expect(await complaints(page)).toEqual([])
})

test('maps are seen in three scales, large, with exact values, and with the filters that made them', async ({
  open,
  folders,
}, info) => {
  const { page } = await open()
  let pass = await untilPainted(page)
  const conv1 = layerSheet(page, 'conv1')
  const scope = (name: string): Locator =>
    page.getByRole('toolbar', { name: 'How maps are shown' }).getByText(name, { exact: true })

  await test.step('a map’s, a layer’s and the network’s scale colour the same values differently', async () => {
    // Not conv1, whose values span the whole network's range.
    const conv2 = layerSheet(page, 'conv2')
    const seen = new Set([await ink(conv2)])
    for (const name of ['network', 'map']) {
      await scope(name).click()
      await expect
        .poll(async () => seen.add(await ink(conv2)).size)
        .toBe(name === 'network' ? 2 : 3)
    }
    await expect(
      page.locator('[data-layer=conv2]').getByText('each map has its own scale'),
    ).toBeVisible()
    await scope('layer').click()
    await expect.poll(async () => seen.add(await ink(conv2)).size).toBe(3)
  })

  await test.step('the value, the field and the patch are those of the unit', async () => {
    const expected = join(info.outputPath(), 'maps')
    await commandLine(folders, [
      'activations',
      'bundled:lenet',
      join(ROOT, 'resources/samples/trouser.png'),
      '--layer',
      'conv1',
      '--out',
      expected,
    ])
    const { shape, data } = await readNpy(join(expected, 'conv1.npy'))
    await conv1.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    const facts = page.getByRole('complementary', { name: 'Selected unit' })
    const [row = 0, column = 0] = (
      (await facts.locator('dt', { hasText: 'Row, column' }).locator('+ dd').textContent()) ?? ''
    )
      .split(',')
      .map(Number)
    const map = Number.parseInt(
      (await facts.locator('dt', { hasText: 'Map' }).locator('+ dd').textContent()) ?? '',
      10,
    )
    const exact = data[(row * (shape[1] ?? 0) + column) * (shape[2] ?? 0) + map] ?? NaN
    expect(Math.abs((await numberOf(page.getByTestId('unit-value'))) - exact)).toBeLessThanOrEqual(
      Math.abs(exact) * 1e-5,
    )
    // It is also next to the unit that the keys have moved to.
    expect(
      Math.abs((await numberOf(page.locator('[data-layer=conv1] .tip'))) - exact),
    ).toBeLessThanOrEqual(Math.abs(exact) * 1e-4)
    // A 5×5 window with a padding of 2.
    await expect(facts.getByText(`${row - 2} … ${row + 2}`)).toBeVisible()
    await expect(facts.getByText(`${column - 2} … ${column + 2}`)).toBeVisible()
    await expect(facts.getByRole('img', { name: 'Patch of 5×5 pixels' })).toBeVisible()
  })

  await test.step('the value under the pointer is shown next to it', async () => {
    await page.keyboard.press('Escape')
    await conv1.hover({ position: { x: 30, y: 30 } })
    await expect(page.locator('[data-layer=conv1] .tip')).toHaveText(/^[-−]?\d/)
  })

  await test.step('enlarged, zoomed and walked over with keys', async () => {
    await conv1.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: /^conv1, map \d/ })
    const large = dialog.getByRole('application')
    const zoomOf = async (): Promise<number> =>
      Number(/(\d+) pixels per cell/.exec((await large.getAttribute('aria-label')) ?? '')?.[1])
    const zoom = await zoomOf()
    await page.keyboard.press('-')
    await expect.poll(zoomOf).toBeLessThan(zoom)
    await page.keyboard.press('PageDown')
    await expect(page.getByRole('dialog', { name: /^conv1, map 1 / })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('filters of both convolutions', async () => {
    await page.getByRole('checkbox', { name: 'Filters' }).check()
    await expect(page.getByRole('application', { name: /^conv1: filters, 5×5×1×6/ })).toBeVisible()
    await expect(
      page.getByRole('application', { name: /^conv2: filters, 5×5×6×16/ }),
    ).toBeAttached()
  })

  await test.step('an inverted picture, and an untrained network', async () => {
    await page.keyboard.press('i')
    pass = await untilPainted(page, pass)
    await expect(page.getByRole('checkbox', { name: 'Invert' })).toBeChecked()
    await page.locator('#view-bar select').selectOption('preset:lenet')
    await untilPainted(page, pass)
    await expect(page.getByText('untrained: seeded weights')).toBeVisible()
    await expect(page.getByText('Guesses of an untrained network')).toBeVisible()
  })
  expect(await complaints(page)).toEqual([])
})
