import { untilPainted } from './window'
import { LENET_LAYERS } from './lenet'
import { complaints, expect, test } from './test'

test('the first launch in an empty user folder has something to see', async ({ launch }) => {
  const { page } = await launch()
  await untilPainted(page)

  await test.step('a trained model looks at a sample picture', async () => {
    await expect(page.locator('#view-bar select')).toHaveValue('bundled:lenet')
    await expect(page.locator('.strip .thumb canvas')).toHaveCount(2)
  })

  await test.step('every layer of LeNet has its maps on a canvas', async () => {
    const layers = await page
      .locator('[data-layer]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-layer')))
    expect(layers).toEqual(LENET_LAYERS)
    const colours = await page
      .locator('[data-layer] [role=application] canvas')
      .evaluateAll((canvases) =>
        canvases.map((canvas) => {
          const { width, height } = canvas as HTMLCanvasElement
          const pixels =
            (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height)
              .data ?? new Uint8ClampedArray()
          return new Set(new Uint32Array(pixels.buffer)).size
        }),
      )
    expect(colours).toHaveLength(layers.length)
    for (const count of colours) expect(count).toBeGreaterThan(3)
  })

  await test.step('the network says what it sees, most probable first', async () => {
    const rows = page.locator('.predictions tbody tr')
    const probabilities = await rows.locator('td .number').allTextContents()
    const numbers = probabilities.map((text) => Number.parseFloat(text))
    expect(numbers.length).toBeGreaterThanOrEqual(5)
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a))
    expect(numbers[0]).toBeGreaterThan(50)
  })

  await test.step('next to it is one that the network gets wrong, marked before it is opened', async () => {
    await expect(page.locator('.strip').getByTestId('mistaken')).toHaveCount(1)
    await expect(page.locator('.strip .current').getByTestId('mistaken')).toHaveCount(0)
    await page.getByRole('button', { name: 'Show ankle-boot, misclassified as sneaker' }).click()
    await expect(page.getByTestId('taken-for')).toHaveText('misclassified as sneaker')
    await expect(page.locator('.predictions th.right')).toHaveText('ankle boot')
  })

  // A refusal by the content security policy is an error of the console too.
  expect(await complaints(page)).toEqual([])
})
