import type { Locator, Page } from '@playwright/test'
import { layers, node, untilArranged } from './builder'
import { complaints, expect, test } from './test'
import { LENET_LAYERS } from './lenet'
import { showView } from './window'

interface Point {
  readonly x: number
  readonly y: number
}

async function middle(target: Locator): Promise<Point> {
  const box = await target.boundingBox()
  if (!box) throw new Error('it is not drawn')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Presses, moves in steps like a hand, and releases. */
async function drag(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await page.mouse.up()
}

const end = (page: Page, id: string, side: 'top' | 'bottom'): Locator =>
  node(page, id).locator(`.vue-flow__handle-${side}`)
const link = (page: Page, id: string): Locator => page.locator(`.vue-flow__edge[data-id="${id}"]`)

/** A point of the link itself, wherever it bends. */
const onLink = (page: Page, id: string): Promise<Point> =>
  link(page, id)
    .locator('path')
    .first()
    .evaluate((element) => {
      const path = element as unknown as {
        getTotalLength(): number
        getPointAtLength(length: number): { x: number; y: number }
        getScreenCTM(): { a: number; d: number; e: number; f: number }
      }
      const [at, screen] = [path.getPointAtLength(path.getTotalLength() * 0.4), path.getScreenCTM()]
      return { x: at.x * screen.a + screen.e, y: at.y * screen.d + screen.f }
    })

test('the graph by pointer: nodes are moved, linked, cut, selected by a frame, grouped and folded', async ({
  open,
}) => {
  const { page } = await open()
  await showView(page, 'Model')
  await untilArranged(page)

  await test.step('a node goes where it is dragged, and back by undo', async () => {
    const before = await middle(node(page, 'conv2'))
    await drag(page, before, { x: before.x + 90, y: before.y })
    await expect
      .poll(async () => (await middle(node(page, 'conv2'))).x - before.x)
      .toBeGreaterThan(60)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(async () => Math.abs((await middle(node(page, 'conv2'))).x - before.x))
      .toBeLessThan(1)
  })

  await test.step('a branch is linked from handle to handle; a link that would close a cycle is refused with a message', async () => {
    await node(page, 'pool1').click()
    await page.getByRole('checkbox', { name: 'As a branch' }).check()
    await page.locator('[data-kind=conv2d]').click()
    await page.getByRole('checkbox', { name: 'As a branch' }).uncheck()
    await expect(node(page, 'conv3')).toHaveClass(/chosen/)
    await untilArranged(page)
    await drag(
      page,
      await middle(end(page, 'conv3', 'bottom')),
      await middle(end(page, 'pool2', 'top')),
    )
    await expect(link(page, 'conv3>pool2')).toHaveCount(1)
    await untilArranged(page)
    await drag(
      page,
      await middle(end(page, 'pool2', 'bottom')),
      await middle(end(page, 'conv1', 'top')),
    )
    await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
      'a network has no cycles',
    )
    await page.locator('[data-dismiss]').click()
  })

  await test.step('a link that is clicked and deleted is cut: the layer reads the one before it again', async () => {
    const at = await onLink(page, 'conv3>pool2')
    await page.mouse.click(at.x, at.y)
    await expect(link(page, 'conv3>pool2')).toHaveClass(/selected/)
    await page.keyboard.press('Delete')
    await expect(link(page, 'conv3>pool2')).toHaveCount(0)
    await expect(link(page, 'sigmoid2>pool2')).toHaveCount(1)
    await untilArranged(page)
  })

  await test.step('a frame drawn with Shift selects what it holds; a group folds to one node and opens', async () => {
    const [first, last] = [
      await node(page, 'dense1').boundingBox(),
      await node(page, 'dense2').boundingBox(),
    ]
    if (!first || !last) throw new Error('the dense layers are not drawn')
    await page.keyboard.down('Shift')
    await drag(
      page,
      { x: first.x - 24, y: first.y - 3 },
      { x: last.x + last.width + 16, y: last.y + last.height + 3 },
    )
    await page.keyboard.up('Shift')
    for (const id of ['dense1', 'sigmoid3', 'dense2'])
      await expect(node(page, id)).toHaveClass(/chosen/)
    await expect(node(page, 'flatten')).not.toHaveClass(/chosen/)
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    await expect(page.locator('.frame-node')).toHaveCount(1)
    await page.locator('.frame-node').getByRole('button', { name: 'Fold', exact: true }).click()
    await expect(page.locator('.node.folded')).toContainText('3 layers')
    await expect(node(page, 'dense1')).toHaveCount(0)
    await page.locator('.node.folded').getByRole('button', { name: 'Unfold' }).click()
    await expect(node(page, 'dense1')).toBeVisible()
  })

  await test.step('everything is undone, however much it was', async () => {
    const undo = page.getByRole('button', { name: 'Undo' })
    while (await undo.isEnabled()) await undo.click()
    expect(await layers(page)).toEqual(LENET_LAYERS)
    await expect(page.locator('.frame-node')).toHaveCount(0)
  })
  expect(await complaints(page)).toEqual([])
})
