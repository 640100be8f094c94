import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'

/** The lessons with the sliding window, in the list's order. */
export const SLIDING_LESSONS = [
  'cross-correlation',
  'edges',
  'convolution',
  'padding-stride',
  'input-channels',
  'output-channels',
  'groups',
  'pooling',
] as const

/** Every lesson, in the list's order. */
export const LESSONS = [
  'dense-to-convolution',
  'translation',
  'locality',
  'channel-tensor',
  'cross-correlation',
  'edges',
  'convolution',
  'learn-kernel',
  'learn-flipped',
  'padding-stride',
  'shapes',
  'input-channels',
  'output-channels',
  'groups',
  'one-by-one',
  'pooling',
  'small-shifts',
  'lenet',
] as const
export type LessonId = (typeof LESSONS)[number]

/** Shows a lesson and waits until its numbers are there and checked. */
export async function showLesson(page: Page, id: string): Promise<void> {
  await page.locator(`nav [data-lesson="${id}"]`).click()
  await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', id)
}

/** The engine has computed what is shown, and the reference agrees on every number. */
export const untilChecked = (page: Page): Promise<void> =>
  expect(page.getByTestId('badge')).toHaveAttribute('data-state', 'equal', { timeout: 60_000 })

/** The numbers of the output, row by row, channel by channel. */
export const outputIs = (page: Page, numbers: readonly number[]): Promise<void> =>
  expect(page.getByTestId('output')).toHaveAttribute('data-values', numbers.join(' '))

export const inputGrid = (page: Page, sheet = 0): Locator =>
  page.getByTestId('input').locator('[role=application]').nth(sheet)
export const kernelGrid = (page: Page, sheet = 0): Locator =>
  page.getByTestId('kernel').locator('[role=application]').nth(sheet)
export const outputGrid = (page: Page, sheet = 0): Locator =>
  page.getByTestId('output').locator('[role=application]').nth(sheet)

/** Where a cell of a grid lies on the screen, drawn or not yet; the grid must not be scrolled. */
export async function cellPlace(
  grid: Locator,
  [rows, columns]: readonly [number, number],
  [row, column]: readonly [number, number],
): Promise<{ x: number; y: number }> {
  const box = await grid.locator('.whole').boundingBox()
  if (!box) throw new Error('the grid is not on the screen')
  return {
    x: box.x + ((column + 0.5) * box.width) / columns,
    y: box.y + ((row + 0.5) * box.height) / rows,
  }
}
