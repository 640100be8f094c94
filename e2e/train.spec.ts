import { pointsDrawn, runRow, startTraining, untilState } from './training'
import { complaints, expect, test } from './test'

test('LeNet trains one epoch on Fashion-MNIST while its curves grow', async ({ open }) => {
  const { page } = await open()
  await startTraining(page, { epochs: 1, batchSize: 256 })

  await test.step('points arrive one after the other', async () => {
    const seen = new Set<number>()
    await expect
      .poll(async () => seen.add(await pointsDrawn(page)).size, {
        intervals: [50],
        timeout: 90_000,
      })
      .toBeGreaterThanOrEqual(4)
  })

  await test.step('the run is in the table with its accuracies', async () => {
    await untilState(page, 'finished')
    const cells = await runRow(page).locator('td').allTextContents()
    const [epoch, , trainAccuracy, testAccuracy] = cells.slice(7, 11).map((text) => text.trim())
    expect(epoch).toBe('1/1')
    // One epoch of the chapter's sigmoid LeNet leaves it near chance or well above, but never
    // outside.
    for (const accuracy of [trainAccuracy, testAccuracy]) {
      expect(Number(accuracy)).toBeGreaterThan(0.05)
      expect(Number(accuracy)).toBeLessThan(1)
    }
  })

  await test.step('the confusion matrix counts every test picture, and agrees with the accuracy', async () => {
    await page.getByRole('tab', { name: 'Confusion matrix' }).click()
    const cells = page.locator('.confusion .cell')
    await expect(cells).toHaveCount(100, { timeout: 60_000 })
    const counts = (await cells.allTextContents()).map(Number)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000)
    const right = counts
      .filter((_count, index) => index % 11 === 0)
      .reduce((sum, count) => sum + count, 0)
    const testAccuracy = Number((await runRow(page).locator('td').nth(10).textContent())?.trim())
    expect(right / 10_000).toBeCloseTo(testAccuracy, 3)
  })
  expect(await complaints(page)).toEqual([])
})
