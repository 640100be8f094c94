import { expect, type Page } from '@playwright/test'

/**
 * Drops files with their paths onto the window, as the system's file manager does: a File made by
 * the page would have no path.
 */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  const { middle, title } = await page.evaluate(() => ({
    middle: { x: Math.round(innerWidth / 2), y: Math.round(innerHeight / 2) },
    title: { x: Math.round(innerWidth / 2), y: 12 },
  }))
  const send = (type: 'dragEnter' | 'dragOver' | 'drop', { x, y } = middle) =>
    session.send('Input.dispatchDragEvent', { type, x, y, data })
  await send('dragEnter')
  // Chromium turns a drop into a leave as long as the page has not answered that it takes the
  // files; a move that comes while it still thinks about the entry (of a thousand files, say) is
  // lost, so the pointer keeps moving, like a hand.
  await expect(async () => {
    await send('dragOver')
    await expect(page.getByTestId('drop-target')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })
  // Another element has come under the pointer since the last move: the page hears of an entry
  // there, and takes the files all the same.
  await send('drop', title)
  await session.detach()
}
