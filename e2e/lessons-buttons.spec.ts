import { inputGrid, outputGrid, showLesson, SLIDING_LESSONS, untilChecked } from './lessons'
import { complaints, expect, test } from './test'

for (const language of ['en', 'zh'] as const) {
  test(`every lesson with a sliding window: each button, by keyboard and by pointer, in ${language}`, async ({
    open,
  }) => {
    const { page } = await open({ view: 'lessons', language })
    for (const lesson of SLIDING_LESSONS) {
      await test.step(lesson, async () => {
        await showLesson(page, lesson)
        const buttons = page.locator('[data-preset]')
        for (let index = 0; index < (await buttons.count()); index++) {
          await buttons.nth(index).click()
          await untilChecked(page)
        }
        const cell = page.getByTestId('cell')
        await page.keyboard.press('.')
        await expect(cell).toContainText('Y[')
        await inputGrid(page).focus()
        await page.keyboard.press('Home')
        await page.keyboard.press('PageUp')
        await expect(cell).toContainText('X[')
        await expect(cell).toContainText(
          await inputGrid(page)
            .getAttribute('data-cursor')
            .then((cursor) => `${cursor?.replace(',', ', ')}]`),
        )
        await page.keyboard.press('Escape')
        await expect(cell).toHaveCount(0)
        // The first cell of the output: the corner of its canvas.
        await outputGrid(page)
          .locator('canvas')
          .last()
          .hover({ position: { x: 3, y: 3 } })
        await expect(cell).toHaveText(/Y\[(0, )?0, 0\] = /)
        await page.getByTestId('player').hover()
        await expect(cell).toHaveCount(0)
        await expect(page.getByTestId('live')).toBeVisible()
      })
    }
    expect(await complaints(page)).toEqual([])
  })
}
