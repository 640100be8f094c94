import { expect, type Locator, type Page } from '@playwright/test'

/** Moves the focus with Tab (or Shift+Tab) alone until it is there. */
export async function tabTo(
  page: Page,
  target: Locator,
  { back = false, most = 160 }: { readonly back?: boolean; readonly most?: number } = {},
): Promise<void> {
  for (let presses = 0; presses < most && !(await isFocused(target)); presses++)
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  await expect(target).toBeFocused()
}

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll(
    (found) => found.length > 0 && found.every((element) => element === document.activeElement),
  )

/** Types over what a field holds. */
export async function typeOver(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

/** Carries out the command of the palette that these words find first. */
export async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toHaveCount(0)
}
