import vectors from '../src/shared/math/reference/vectors.json'
import { outputIs, showLesson, untilChecked } from './lessons'
import { complaints, expect, test } from './test'

const flat = (nested: unknown): number[] =>
  Array.isArray(nested) ? nested.flatMap(flat) : [nested as number]

/**
 * Which buttons of a lesson's text lead to which vector of the chapter; '' is how the lesson
 * begins.
 */
const VECTORS: readonly (readonly [lesson: string, preset: string, output: unknown])[] = [
  ['cross-correlation', '', vectors['6.2.1 cross-correlation'].output],
  ['edges', '', vectors['6.2.1 vertical edges'].output],
  ['edges', 'transposed', vectors['6.2.1 the same kernel sees no horizontal edges'].output],
  ['convolution', '', vectors['6.1 convolution flips the kernel'].output],
  ['convolution', 'correlation', vectors['6.2.1 cross-correlation'].output],
  ['input-channels', '', vectors['6.2.3 two input channels'].output],
  ['output-channels', '', vectors['6.2.3 three output channels (kernel K, K+1, K+2)'].output],
  ['pooling', '', vectors['6.2.4 max pooling 2x2 stride 1'].output],
  ['pooling', 'mean', vectors['6.2.4 average pooling 2x2 stride 1'].output],
  ['pooling', 'threes', vectors['6.2.4 pooling window 3, default stride equals the window'].output],
  ['pooling', 'padded', vectors['6.2.4 pooling window 3, padding 1, stride 2'].output],
  [
    'pooling',
    'rectangle',
    vectors['6.2.4 pooling window (2,3), stride (2,3), padding (0,1)'].output,
  ],
  [
    'pooling',
    'channels',
    vectors['6.2.4 channels are pooled one by one: cat(X, X+1), window 3, padding 1, stride 2']
      .output,
  ],
]
const SHAPES = ['first', 'second', 'third', 'fourth'].map(
  (preset, index) =>
    [preset, vectors['6.2.2 output shapes for an 8x8 input'][index]!.shape] as const,
)

test('the chapter’s numbers are in the window, each checked against the reference', async ({
  open,
}) => {
  const { page } = await open({ view: 'lessons' })
  for (const [lesson, preset, output] of VECTORS) {
    await test.step(`${lesson} ${preset}`, async () => {
      await showLesson(page, lesson)
      if (preset) await page.locator(`[data-preset="${preset}"]`).click()
      await outputIs(page, flat(output))
      await untilChecked(page)
    })
  }
  await showLesson(page, 'padding-stride')
  for (const [preset, [height, width]] of SHAPES) {
    await page.locator(`[data-preset="${preset}"]`).click()
    await expect(page.getByTestId('output').locator('h3')).toContainText(`${height}×${width}`)
    await untilChecked(page)
  }
  expect(await complaints(page)).toEqual([])
})

test('a picture through the classical kernels', async ({ open }) => {
  const { page } = await open({ view: 'lessons' })
  await showLesson(page, 'edges')
  const sample = page.getByRole('combobox', { name: 'Picture …' })
  await expect(sample.locator('option[value=ankle-boot]')).toHaveCount(1)
  await sample.selectOption('ankle-boot')
  await expect(page.getByTestId('input').locator('h3')).toContainText('28×28')
  for (const kernel of ['sobelX', 'laplacian', 'gaussian5', 'emboss']) {
    await page.getByTestId('gallery').selectOption(kernel)
    await expect(page.getByTestId('output').locator('h3')).toContainText(
      kernel === 'gaussian5' ? '24×24' : '26×26',
    )
    await untilChecked(page)
  }
  await page.getByRole('combobox', { name: 'Cut out …' }).selectOption('16')
  await expect(page.getByTestId('input').locator('h3')).toContainText('16×16')
  await untilChecked(page)
  expect(await complaints(page)).toEqual([])
})
