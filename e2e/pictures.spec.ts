import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { commandLine } from './command-line'
import { dropFiles } from './drop'
import { distance, readNpy } from './npy'
import { writeJpeg, writePng } from './pictures'
import { complaints, expect, test } from './test'
import { answerSaveDialog, layerSheet, untilPainted } from './window'

/** A convolution, a pooling after the second one, and the logits. */
const LAYERS = ['conv1', 'pool2', 'dense3']

test('maps of a dropped PNG and JPEG are those of the command line', async ({
  open,
  folders,
}, info) => {
  const { app, page } = await open()
  const work = info.outputPath('pictures')
  await mkdir(work, { recursive: true })
  const pictures = [
    await writePng(join(work, 'boot.png'), 0),
    await writeJpeg(join(work, 'photo.jpg'), 1),
  ]
  await dropFiles(page, pictures)
  const thumbs = page.locator('.strip .thumb')
  await expect(thumbs.and(page.getByRole('button', { name: 'boot.png' }))).toBeVisible()
  await expect(thumbs.and(page.getByRole('button', { name: 'photo.jpg' }))).toBeVisible()
  const model = await page.locator('#view-bar select').inputValue()

  let pass = ''
  for (const picture of pictures) {
    const name = basename(picture)
    await page.getByRole('button', { name: `Show ${name}` }).click()
    await expect(page.locator('.panel .name')).toHaveText(name)
    pass = await untilPainted(page, pass)
    const expected = join(work, `${name}-maps`)
    await commandLine(folders, ['activations', model, picture, '--out', expected])

    for (const layer of LAYERS) {
      const saved = join(work, `${name}-${layer}.npy`)
      await answerSaveDialog(app, saved)
      await layerSheet(page, layer).focus()
      await page.keyboard.press('ArrowRight')
      await page.getByRole('button', { name: 'Save layer as .npy' }).click()
      await expect
        .poll(() =>
          readNpy(saved).then(
            ({ data }) => data.length,
            () => 0,
          ),
        )
        .toBeGreaterThan(0)
      const largest = distance(await readNpy(saved), await readNpy(join(expected, `${layer}.npy`)))
      expect(largest, `${layer} of ${name}`).toBeLessThanOrEqual(1e-5)
    }
  }
  expect(await complaints(page)).toEqual([])
})
