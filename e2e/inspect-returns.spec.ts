import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { dropFiles } from './drop'
import { ready } from './launch'
import { writePng } from './pictures'
import { complaints, expect, test } from './test'
import { layerSheet, shownPrediction, showView, untilPainted } from './window'

const select = (page: Page) => page.getByRole('combobox', { name: 'Model', exact: true })
/** Which of them are marked as mistaken depends on which the model has been asked about. */
const thumbs = (page: Page): Promise<string[]> =>
  page
    .locator('.strip .thumb')
    .evaluateAll((buttons) =>
      buttons.map((button) =>
        (button.getAttribute('aria-label') ?? '').replace(/, misclassified as .*/, ''),
      ),
    )

/** What Inspect shows, in words. */
async function shown(page: Page): Promise<unknown> {
  await untilPainted(page)
  return {
    model: await select(page).inputValue(),
    pictures: await thumbs(page),
    inHand: await page.locator('.strip .current .thumb').getAttribute('aria-label'),
    prediction: await shownPrediction(page),
  }
}

/** A picture on the clipboard, as a browser hands it over. */
async function paste(page: Page, path: string): Promise<void> {
  const base64 = (await readFile(path)).toString('base64')
  await page.evaluate((text) => {
    const data = new DataTransfer()
    data.items.add(
      new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], 'image.png', {
        type: 'image/png',
      }),
    )
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data }))
  }, base64)
}

test('Inspect restores its state, after a reload and after a restart', async ({
  open,
  folders,
}, info) => {
  const running = await open()
  let { page } = running
  await untilPainted(page)
  const work = info.outputPath('pictures')
  await mkdir(work, { recursive: true })
  const boot = await writePng(join(work, 'boot.png'), 0)

  await test.step('a file, a pasted picture, one of a data set and a drawing are open', async () => {
    await dropFiles(page, [boot])
    await expect(page.locator('.strip .thumb')).toHaveCount(3)
    await paste(page, await writePng(join(work, 'pasted.png'), 5))
    await expect(page.locator('.strip .thumb')).toHaveCount(4)
    await page.keyboard.press('r')
    await expect(page.locator('.strip .thumb')).toHaveCount(5)
    await page.keyboard.press('b')
    await expect(page.getByTestId('paint-surface')).toBeVisible()
    await page.getByTestId('paint-surface').focus()
    for (let i = 0; i < 6; i++) await page.keyboard.press('Shift+ArrowDown')
  })

  await test.step('weights are edited, and the pasted picture is inverted', async () => {
    await page.keyboard.press('w')
    await layerSheet(page, 'conv1').focus()
    await page.keyboard.press('ArrowRight')
    await page.getByTestId('channel-on').click()
    await expect(select(page)).toHaveValue(/^edited:/)
    await page.getByRole('button', { name: /Show pasted picture/ }).click()
    await page.getByRole('checkbox', { name: 'Invert' }).check()
  })

  const before = await shown(page)
  // Kept within a second; checked in the file itself, since the window does not show it.
  const kept = async (): Promise<unknown> =>
    JSON.parse(await readFile(join(folders.user, 'inspect.json'), 'utf8').catch(() => '{}'))
  await expect.poll(kept).toMatchObject({
    invert: true,
    current: 3,
    pictures: [
      {},
      {},
      { kind: 'file' },
      { kind: 'bytes' },
      { kind: 'dataset' },
      { kind: 'pixels' },
    ],
  })
  await expect
    .poll(() => readFile(join(folders.user, 'held-models.json'), 'utf8').catch(() => ''))
    .toContain('silence')

  await test.step('reloaded', async () => {
    await page.reload()
    await ready(page)
    await expect(page.locator('.strip .thumb')).toHaveCount(6)
    expect(await shown(page)).toEqual(before)
    await expect(page.getByRole('checkbox', { name: 'Invert' })).toBeChecked()
  })
  expect(await complaints(page)).toEqual([])
  await running.close()

  await test.step('after a restart, the edited copy is restored, and its edits can be undone', async () => {
    ;({ page } = await open())
    await expect(page.locator('.strip .thumb')).toHaveCount(6)
    expect(await shown(page)).toEqual(before)
    await page.keyboard.press('w')
    await expect(page.getByTestId('edit-count')).toHaveText('1 of 1 edits applied')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByTestId('edit-count')).toHaveText('0 of 1 edits applied')
  })

  await test.step('the drawing is still one', async () => {
    await page.getByRole('button', { name: /Show drawing/ }).click()
    await expect(page.getByTestId('paint-surface')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Messages' })).not.toContainText('gone')
  })
  expect(await complaints(page)).toEqual([])
})

test('the builder’s network is inspected again after a restart; a missing picture is reported', async ({
  open,
  folders,
}, info) => {
  const running = await open()
  let { page } = running
  const work = info.outputPath('pictures')
  await mkdir(work, { recursive: true })
  const boot = await writePng(join(work, 'boot.png'), 0)
  await untilPainted(page)
  await dropFiles(page, [boot])
  await showView(page, 'Model')
  await page.getByRole('button', { name: 'Inspect, untrained' }).click()
  await expect(select(page)).toHaveValue('draft:builder')
  await untilPainted(page)
  await expect
    .poll(() => readFile(join(folders.user, 'inspect.json'), 'utf8').catch(() => ''))
    .toContain('draft:builder')
  await expect
    .poll(() => readFile(join(folders.user, 'held-models.json'), 'utf8').catch(() => ''))
    .toContain('"layers"')
  await running.close()
  await rm(boot)

  ;({ page } = await open())
  await untilPainted(page)
  await expect(select(page)).toHaveValue('draft:builder')
  await expect(page.locator('.strip .thumb')).toHaveCount(2)
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
    'These pictures no longer exist and were not reopened: boot.png',
  )
  expect(await complaints(page)).toEqual([])
})
