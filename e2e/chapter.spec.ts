import type { Page } from '@playwright/test'
import vectors from '../src/shared/math/reference/vectors.json'
import { cellPlace, showLesson } from './lessons'
import { complaints, expect, test } from './test'
import { numberIn } from './window'

/** A sheet of numbers by the name that the text gives it. */
const sheet = (page: Page, name: string) => page.locator(`[data-sheet="${name}"]`)
const gridOf = (page: Page, name: string) => sheet(page, name).locator('[role=application]')
const numbersOf = async (page: Page, name: string): Promise<number[]> =>
  ((await sheet(page, name).getAttribute('data-values')) ?? '').split(' ').map(Number)
const preset = (page: Page, name: string) => page.locator(`[data-preset="${name}"]`)

const LESSONS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async 'dense-to-convolution'(page) {
    const bench = page.getByTestId('three-layers')
    await preset(page, 'local').click()
    await expect(bench).toHaveAttribute('data-layer', 'local')
    await expect(sheet(page, 'V')).toHaveAttribute('data-values', /^(-?[\d.e-]+ ){8}-?[\d.e-]+$/)
    // By pointer: an output cell stands for its row of the matrix.
    const { x, y } = await cellPlace(gridOf(page, 'H'), [6, 6], [0, 0])
    await page.mouse.click(x, y)
    await page.mouse.move(2, 2)
    const entry = page.getByTestId('entry')
    await expect(entry).toContainText('W[0, 0, 2, 2]')
    // By keyboard: across the matrix.
    const matrix = bench.locator('.matrix [role=application]')
    await matrix.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await expect(entry).toContainText('= V[')
    await expect(page.getByTestId('matrix-difference')).toContainText(/\d/)
    await expect(page.locator('[data-count=dense]')).toHaveAttribute('data-total', '1000001000000')
    await expect(page.locator('[data-count=convolutional]')).toHaveAttribute('data-total', '10')
    await preset(page, 'mnist').click()
    await expect(page.locator('[data-count=convolutional]')).toHaveAttribute(
      'data-total',
      String(vectors['6.3 LeNet parameters'].conv1),
    )
  },
  async translation(page) {
    const bench = page.getByTestId('shift')
    await expect(page.getByTestId('equivariance-error')).toHaveText('0')
    await bench.locator('.pad').focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await expect(bench).toHaveAttribute('data-shift', '1,2')
    await expect(page.getByTestId('equivariance-error')).toHaveText('0')
    for (const [name, exact] of [
      ['bright', false],
      ['wrapped', true],
      ['stride', false],
      ['strideWhole', true],
    ] as const) {
      await preset(page, name).click()
      if (exact) await expect(page.getByTestId('equivariance-error')).toHaveText(/^0$|×10⁻/)
      else await expect(page.getByTestId('equivariance-error')).toHaveText(/[1-9]/)
    }
    await expect(page.getByTestId('response')).toHaveAttribute('data-answer', /\w/)
    const chart = bench.locator('.chart canvas').first()
    const { width, height } = (await chart.boundingBox())!
    await chart.click({ position: { x: width * 0.98, y: height / 2 } })
    await expect(bench).toHaveAttribute('data-shift', '0,6')
  },
  async locality(page) {
    const radius = page.getByTestId('three-layers').locator('input[type=range]').first()
    await radius.focus()
    await page.keyboard.press('ArrowRight')
    await expect(sheet(page, 'V').locator('h3')).toContainText('5×5')
    await radius.blur()
    await page.keyboard.press('Control+z')
    await expect(sheet(page, 'V').locator('h3')).toContainText('3×3')
    const { x, y } = await cellPlace(gridOf(page, 'H'), [7, 7], [0, 6])
    await page.mouse.click(x, y)
    await expect(page.getByTestId('entry')).toContainText('W[0, 6,')
    await preset(page, 'none').click()
    await expect(sheet(page, 'V').locator('h3')).toContainText('1×1')
  },
  async 'channel-tensor'(page) {
    const entry = page.getByTestId('channel-tensor').getByTestId('entry')
    await expect(entry).toContainText('V[0, 0, 0, 0]')
    await gridOf(page, 'V[·, ·, 0, 0]').focus()
    await page.keyboard.press('ArrowRight')
    await expect(entry).toContainText('V[0, 1, 0, 0]')
    const { x, y } = await cellPlace(gridOf(page, 'H[·, ·, 1]'), [4, 4], [3, 0])
    await page.mouse.click(x, y)
    await expect(
      page.getByTestId('channel-tensor').locator('h3', { hasText: 'H[3, 0, 1]' }),
    ).toBeVisible()
    await expect(page.getByTestId('tensor-check')).not.toHaveClass(/bad/)
  },
  async 'learn-kernel'(page) {
    const [fromZeros, fromTyped] =
      vectors['6.2.1 learning a kernel (lr 0.03, 10 iterations, sum of squares)']
    const printed = page.getByTestId('printed')
    const lines = (losses: readonly number[]): string[] =>
      losses.flatMap((loss, i) =>
        (i + 1) % 2 === 0 ? [`epoch ${i + 1}, loss ${loss.toFixed(3)}`] : [],
      )
    await expect(printed).toHaveText(lines(fromZeros!.loss_before_each_update).join('\n'))
    for (const [index, value] of (await numbersOf(page, 'W')).entries())
      expect(value).toBeCloseTo(fromZeros!.learned[0]![index]!, 4)
    await preset(page, 'typed').click()
    await expect(printed).toHaveText(lines(fromTyped!.loss_before_each_update).join('\n'))

    const bench = page.getByTestId('learn-kernel')
    await page.keyboard.press(',')
    await expect(bench).toHaveAttribute('data-step', '9')
    const rate = bench.locator('input.number').first()
    await rate.fill('0.04')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-verdict', 'grows')
    await rate.fill('many')
    await page.keyboard.press('Tab')
    await expect(rate).toHaveValue('0.04')
    await preset(page, 'lucky').click()
    await expect(page.getByTestId('verdict')).toHaveAttribute('data-verdict', 'lucky')
    await expect(page.getByTestId('badge')).toHaveAttribute('data-state', 'equal')
  },
  async 'learn-flipped'(page) {
    await expect
      .poll(() => numbersOf(page, 'W').then((values) => values.map(Math.round)))
      .toEqual([-1, 1])
    const losses = await page.getByTestId('printed').textContent()
    await preset(page, 'correlation').click()
    await expect
      .poll(() => numbersOf(page, 'W').then((values) => values.map(Math.round)))
      .toEqual([1, -1])
    expect(await page.getByTestId('printed').textContent()).toBe(losses)
    const bench = page.getByTestId('learn-kernel')
    const last = await bench.getAttribute('data-last')
    await page.locator('body').press(',')
    await expect(bench).toHaveAttribute('data-step', String(Number(last) - 1))
    await page.getByTestId('player').locator('button').last().click()
    await expect(bench).toHaveAttribute('data-step', String(last))
  },
  async shapes(page) {
    const bench = page.getByTestId('shape-calculator')
    const cases = vectors['6.2.2 output shapes for an 8x8 input']
    for (const [index, name] of ['first', 'second', 'third', 'fourth'].entries()) {
      await preset(page, name).click()
      await expect(bench).toHaveAttribute('data-shape', cases[index]!.shape.join('×'))
      await expect(page.getByTestId('shape')).toContainText(cases[index]!.shape.join('×'))
    }
    await preset(page, 'third').click()
    await expect(bench.locator('[data-formula=divisible]').first()).toHaveAttribute(
      'data-applies',
      'true',
    )
    const kernel = bench.locator('.settings input').nth(2)
    await kernel.focus()
    await kernel.fill('20')
    await page.keyboard.press('Enter')
    await expect(bench).toHaveAttribute('data-shape', 'none')
    await kernel.blur()
    await page.keyboard.press('Control+z')
    await expect(bench).toHaveAttribute('data-shape', '4×4')
  },
  async 'one-by-one'(page) {
    const difference = page.getByTestId('difference')
    await expect(difference).toHaveText(/^0$|×10⁻/)
    expect(numberIn(await difference.textContent())).toBeLessThan(1e-6)
    await gridOf(page, 'X[0]').focus()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByTestId('pixelwise').locator('h3', { hasText: '(1, 0)' })).toBeVisible()
    const { x, y } = await cellPlace(gridOf(page, 'X[0]'), [3, 3], [2, 2])
    await page.mouse.click(x, y)
    await expect(page.getByTestId('pixelwise').locator('h3', { hasText: '(2, 2)' })).toBeVisible()
    await preset(page, 'wide').click()
    await expect(sheet(page, 'K').locator('h3')).toContainText('4×8')
  },
  async 'small-shifts'(page) {
    const share = async (id: string): Promise<number> =>
      Number.parseFloat((await page.getByTestId(id).textContent()) ?? '')
    await expect(page.getByTestId('unchanged-after')).toContainText('%')
    expect(await share('unchanged-after')).toBeGreaterThan(await share('unchanged-before'))
    await page.getByTestId('shift').locator('.pad').focus()
    await page.keyboard.press('ArrowLeft')
    await expect(page.getByTestId('unchanged-after')).toHaveText(/^100/)
    await preset(page, 'far').click()
    await expect(page.getByTestId('shift')).toHaveAttribute('data-shift', '0,5')
    await expect(page.getByTestId('unchanged-after')).not.toHaveText(/^100/)
  },
  async lenet(page) {
    const rows = page.getByTestId('lenet').locator('.layers tbody tr')
    const shapes = vectors['6.3 LeNet output shapes (PyTorch order N,C,H,W)']
    await expect(rows).toHaveCount(shapes.length)
    for (const [index, [name, shape]] of shapes.entries()) {
      await expect(rows.nth(index)).toHaveAttribute('data-shape', String(shape))
      await expect(rows.nth(index).locator('button')).toContainText(String(name))
    }
    await expect(page.getByTestId('total')).toHaveText('61,706')
    await rows.first().locator('button').click()
    await page.keyboard.press('ArrowDown')
    await expect(rows.nth(1).locator('button')).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByTestId('lenet-curves')).toHaveAttribute('data-runs', '1')
    await preset(page, 'kernels').click()
    await expect(page.getByTestId('lenet')).toHaveAttribute('data-exercise', 'kernels-3')
    await page.getByTestId('load-recipe').focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('select[name=model] option:checked')).toContainText(
      'LeNet, 3×3 kernels',
    )
    await expect(page.locator('select[name=optimizer]')).toHaveValue('sgd')
    await expect(page.getByTestId('carried-lesson')).toHaveAttribute('data-lesson', 'lenet')
    await page.getByRole('navigation').locator('.entry').first().click()
    await preset(page, 'chapter').click()
    await page.keyboard.press('3')
    await page.getByTestId('carried-lesson').locator('button').first().click()
    await expect(page.getByTestId('lessons')).toHaveAttribute('data-lesson', 'lenet')
    await expect(page.getByTestId('lenet')).toHaveAttribute('data-exercise', 'kernels-3')
  },
}

for (const language of ['en', 'zh'] as const) {
  test(`the lessons from a dense layer to LeNet, by keyboard and by pointer, in ${language}`, async ({
    open,
  }) => {
    const { page } = await open({ view: 'lessons', language })
    for (const [id, drive] of Object.entries(LESSONS)) {
      await test.step(id, async () => {
        await showLesson(page, id)
        await drive(page)
        await expect(page.getByTestId('live')).toBeVisible()
      })
    }
    expect(await complaints(page)).toEqual([])
  })
}
