import { existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine } from './command-line'
import { dropFiles } from './drop'
import { takeModel } from './import-model'
import { complaints, expect, test } from './test'
import { answerOpenDialog, showView, untilPainted } from './window'

test('models come by dialog and by drop, are renamed, and go to the trash with a way back', async ({
  open,
  folders,
}, info) => {
  const { app, page } = await open()
  await untilPainted(page)
  const exported = info.outputPath('leaving')
  const other = info.outputPath('other')
  await mkdir(info.outputPath(), { recursive: true })
  await commandLine(folders, ['export', 'bundled:lenet', '--format', 'tfjs', '--out', exported])
  await commandLine(folders, ['export', 'lenet-relu', '--format', 'tfjs', '--out', other])
  await showView(page, 'Models')
  const imported = page.locator('[data-model^="imported:"]')
  const messages = page.getByRole('region', { name: 'Messages' })

  await test.step('by dialog', async () => {
    await answerOpenDialog(app, join(exported, 'model.json'))
    await page.getByRole('button', { name: 'Import …' }).click()
    await takeModel(page)
    await expect(imported).toHaveCount(1)
  })

  await test.step('by dropping a folder; the copy lives without it, and the same is one', async () => {
    await dropFiles(page, [other])
    await takeModel(page)
    await expect(imported).toHaveCount(2)
    await dropFiles(page, [exported])
    await takeModel(page)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(imported).toHaveCount(2)
    await rm(exported, { recursive: true })
    await rm(other, { recursive: true })
  })

  await test.step('renamed', async () => {
    await imported.first().click()
    await page.getByRole('button', { name: 'Rename …' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('From afar')
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await expect(page.getByRole('heading', { name: 'From afar' })).toBeVisible()
  })

  await test.step('deleted into the trash, and undone', async () => {
    const row = imported.filter({ hasText: 'From afar' })
    const ref = (await row.getAttribute('data-model')) ?? ''
    const kept = join(folders.data, 'trash', 'imported', ref.slice('imported:'.length))
    await row.click()
    await page.getByRole('button', { name: 'Delete' }).click()
    await expect(imported).toHaveCount(1)
    expect(await readdir(kept)).toContain('weights.npz')
    await messages
      .locator('.message', { hasText: 'From afar was moved to the trash.' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expect(imported).toHaveCount(2)
    expect(existsSync(kept)).toBe(false)
  })

  await test.step('inspected', async () => {
    await imported.filter({ hasText: 'From afar' }).dblclick()
    await expect(page.locator('#view-bar select')).toHaveValue(/^imported:/)
    await untilPainted(page)
  })
  expect(await complaints(page)).toEqual([])
})
