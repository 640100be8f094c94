import { outOfReach, resizeWindow, SMALLEST, walkByTab } from './reach'
import { changeSettings } from './settings'
import { complaints, expect, test } from './test'
import { untilPainted } from './window'

const VIEWS = ['lessons', 'model', 'train', 'inspect', 'models', 'fields', 'data'] as const
const DIALOGS = { settings: 'Control+Comma', help: 'F1', palette: 'Control+k' } as const

test('Tab goes round every view, seen and named at each stop; dialogs give the focus back', async ({
  open,
}) => {
  const { page } = await open()
  await untilPainted(page)
  for (const view of VIEWS) {
    await test.step(view, async () => {
      await page.locator(`[data-view=${view}]`).click()
      await expect(page.locator(`[data-view=${view}]`)).toHaveAttribute('aria-current', 'page')
      expect(await walkByTab(page)).toEqual([])
    })
  }
  for (const [name, key] of Object.entries(DIALOGS)) {
    await test.step(`from ${name} by Escape`, async () => {
      const from = page.locator('[data-view=inspect]')
      await from.focus()
      await page.keyboard.press(key)
      const dialog = page.getByRole('dialog')
      await expect(dialog).toBeVisible()
      await expect(dialog.locator(':focus')).toHaveCount(1)
      await page.keyboard.press('Escape')
      await expect(dialog).toHaveCount(0)
      await expect(from).toBeFocused()
    })
  }
  expect(await complaints(page)).toEqual([])
})

test('in the smallest window no control is cut off or covered, in either language', async ({
  open,
}) => {
  const { app, page } = await open()
  await untilPainted(page)
  await resizeWindow(app, SMALLEST)
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(SMALLEST.width)
  const found: string[] = []
  for (const language of ['en', 'zh'] as const) {
    await changeSettings(page, { language })
    for (const view of VIEWS) {
      await page.locator(`[data-view=${view}]`).click()
      await expect(page.locator(`[data-view=${view}]`)).toHaveAttribute('aria-current', 'page')
      for (const control of await outOfReach(page)) found.push(`${view} ${language}: ${control}`)
    }
  }
  expect(found).toEqual([])
  expect(await complaints(page)).toEqual([])
})
