import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { encode } from 'fast-png'
import { dropFiles } from './drop'
import { expect, test } from './test'
import { newestRun, startTraining, untilState } from './training'
import { showView } from './window'

/** Pixels without any order: no picture of clothes. */
const noise = (): Uint8Array =>
  encode({
    width: 28,
    height: 28,
    channels: 1,
    data: Uint8Array.from({ length: 784 }, (_, at) => Math.imul(at + 1, 2654435761) >>> 24),
  })

test('a run says what its probabilities are worth, where it does not know, and against whom', async ({
  open,
}, info) => {
  const { page, folders } = await open()
  await startTraining(page, { epochs: 2, limitTrain: 6400, limitTest: 2000 })
  await untilState(page, 'finished')

  await test.step('reliability is measured on request, and kept', async () => {
    await page.getByRole('tab', { name: 'Reliability' }).click()
    await page.getByRole('button', { name: 'Measure' }).click()
    const report = page.getByTestId('reliability')
    await expect(report).toContainText('Temperature', { timeout: 60_000 })
    await expect(report).toContainText('Fitted on 1,000 test pictures of Fashion-MNIST')
    await expect(report.getByRole('img', { name: /^Share of right answers/ })).toHaveCount(3)
    await expect(report.locator('tbody tr')).toHaveCount(4)
    const share = report.getByRole('slider')
    await share.fill('50')
    await expect(page.getByTestId('reject')).toContainText(/^5\d(\.\d)? ?% of the pictures/)
    await page.getByRole('tab', { name: 'Curves' }).click()
    await page.getByRole('tab', { name: 'Reliability' }).click()
    await expect(report).toBeVisible()
  })

  await test.step('two models are compared picture by picture', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click()
    await page.locator('select[name=other]').selectOption('bundled:lenet')
    await page.getByRole('button', { name: 'Compare', exact: true }).click()
    const found = page.getByTestId('comparison')
    await expect(page.getByTestId('p')).toContainText('p =', { timeout: 60_000 })
    const texts = await found.locator('[data-cell] .number').allTextContents()
    const counts = texts.map((text) => Number(text.replaceAll(',', '')))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000)
    await found.locator('[data-cell=neither]').click()
    await expect(found.locator('li canvas').first()).toBeVisible()
  })

  await test.step('a picture of noise is said to be unlike the training', async () => {
    await page.getByRole('tab', { name: 'Curves' }).click()
    const run = (await newestRun(folders)).split(/[\\/]/).at(-1) ?? ''
    await showView(page, 'Inspect')
    await page.locator('#view-bar select').selectOption(`run:${run}`)
    const likeness = page.getByTestId('likeness')
    await expect(likeness).toContainText('threshold')
    const file = info.outputPath('noise.png')
    await writeFile(file, noise())
    await dropFiles(page, [file])
    await expect(likeness).toContainText('unlike the pictures of the training', { timeout: 30_000 })
  })

  await test.step('the limits lie in the data folder', async () => {
    const kept = join(folders.data, 'reliability')
    const [file = ''] = await readdir(kept)
    expect((await readFile(join(kept, file))).length).toBeGreaterThan(1000)
  })
})
