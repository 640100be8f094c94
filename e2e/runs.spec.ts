import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { commandLine } from './command-line'
import { fillRecipe, runRow, startTraining, untilState, writtenEvents } from './training'
import { complaints, expect, test } from './test'
import { answerSaveDialog, showView, untilPainted } from './window'

const SMALL = { epochs: 1, limitTrain: 2560, limitTest: 300 }

const windowTitle = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')

/** Saves by an entry of a menu, into a file. */
async function saveBy(
  app: ElectronApplication,
  page: Page,
  menu: string,
  entry: string,
  path: string,
): Promise<Buffer> {
  await answerSaveDialog(app, path)
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: entry }).click()
  await expect
    .poll(() =>
      readFile(path).then(
        ({ length }) => length,
        () => 0,
      ),
    )
    .toBeGreaterThan(0)
  return readFile(path)
}

async function renameRun(page: Page, name: string): Promise<void> {
  await runRow(page)
    .getByRole('button', { name: /^More actions for/ })
    .click()
  await page.getByRole('menuitem', { name: /^Rename/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Rename run' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(runRow(page).getByRole('button', { name, exact: true })).toBeVisible()
}

/**
 * Notifications that the app shows while its window is in the background, in place of the system's.
 */
const noteNotifications = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ Notification, BrowserWindow }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shownNotifications: shown })
    Notification.isSupported = () => true
    for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => false
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push(`${this.title}: ${this.body}`)
    }
  })
const notified = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(() => (globalThis as unknown as { shownNotifications: string[] }).shownNotifications)

test('runs: a recipe to repeat, names, curves side by side, mistakes, the trash', async ({
  open,
  folders,
}, info) => {
  const { app, page } = await open()
  const work = info.outputPath()
  await mkdir(work, { recursive: true })
  await noteNotifications(app)
  // Playwright makes every page believe that it has the focus.
  await page.evaluate(() => Object.assign(document, { hasFocus: () => false }))

  const recipe = join(work, 'recipe.json')
  await test.step('the recipe is saved; one training runs, with a notification at its end', async () => {
    await fillRecipe(page, { ...SMALL, seed: 3 })
    await saveBy(app, page, 'Recipe menu', 'Save recipe as JSON …', recipe)
    await page.getByRole('button', { name: 'Start training' }).click()
    await untilState(page, 'finished')
    await renameRun(page, 'First')
    await expect
      .poll(() => notified(app))
      .toEqual([expect.stringMatching(/^Training finished: LeNet: test accuracy \d/)])
  })

  await test.step('the command line repeats it to the last digit', async () => {
    const [done] = (await writtenEvents(folders)).filter(({ type }) => type === 'done')
    const lines = (await commandLine(
      folders,
      ['train', '--recipe', recipe, '--out', join(work, 'again')],
      'lines',
    )) as readonly { readonly type: string }[]
    const { trainLoss, trainAccuracy, testAccuracy } = done as unknown as Record<string, number>
    expect(lines.at(-1)).toMatchObject({ type: 'done', trainLoss, trainAccuracy, testAccuracy })
  })

  await test.step('a run in progress is in the title and can be renamed', async () => {
    await startTraining(page, { ...SMALL, epochs: 500 })
    await expect.poll(() => windowTitle(app)).toBe('LeNet – Convscope')
    await renameRun(page, 'Second')
    await expect.poll(() => windowTitle(app)).toBe('Second – Convscope')
    await expect(page.getByTestId('curves')).not.toHaveAttribute('data-points', '0', {
      timeout: 60_000,
    })
    await page.locator('#view-bar').getByRole('button', { name: 'Stop' }).click()
    await untilState(page, 'stopped')
    await expect(runRow(page).getByRole('button', { name: 'Second', exact: true })).toBeVisible()
    await expect.poll(() => windowTitle(app)).toBe('Convscope')
  })

  await test.step('both are drawn, and saved in three forms', async () => {
    for (const name of ['First', 'Second'])
      await page.getByRole('checkbox', { name: `Show the curves of ${name}` }).check()
    const legend = page.getByRole('group', { name: 'Legend' })
    for (const name of ['First', 'Second']) await expect(legend.getByText(name)).toBeVisible()
    await expect(legend.getByText('Epochs 500', { exact: true })).toBeVisible()
    const save = (entry: string, file: string): Promise<Buffer> =>
      saveBy(app, page, 'Export the figure', entry, join(work, file))
    expect((await save('PNG as shown …', 'curves.png')).subarray(1, 4).toString()).toBe('PNG')
    const svg = (await save('SVG …', 'curves.svg')).toString()
    const csv = (await save('CSV of all points …', 'curves.csv')).toString()
    for (const name of ['First', 'Second'])
      expect([svg, csv].filter((text) => text.includes(name))).toHaveLength(2)
    expect(svg.match(/<polyline|<path/g)?.length).toBeGreaterThanOrEqual(6)
  })

  await test.step('its network is exported from where it was trained', async () => {
    await runRow(page).getByRole('button', { name: 'More actions for Second' }).click()
    await page.getByRole('menuitem', { name: 'Export Second …' }).click()
    await expect(page.getByRole('dialog', { name: 'Export Second' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Second' })).toBeVisible()
    await showView(page, 'Train')
  })

  await test.step('a cell of the confusion matrix opens its pictures, of as many as the recipe tests', async () => {
    await page.getByRole('button', { name: 'First', exact: true }).click()
    await page.getByRole('tab', { name: 'Confusion matrix' }).click()
    const cells = page.locator('.confusion .cell')
    await expect(cells).toHaveCount(100, { timeout: 60_000 })
    const counts = (await cells.allTextContents()).map(Number)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(SMALL.limitTest)
    // Already there: what is mixed up most.
    await expect(page.locator('.confusion [aria-pressed=true]')).toHaveCount(1)
    const most = Math.max(...counts)
    await cells.nth(counts.indexOf(most)).click()
    await expect(page.locator('.examples li')).toHaveCount(most)
    const down = counts.indexOf(most) < 90 ? 1 : -1
    await page.keyboard.press(down > 0 ? 'ArrowDown' : 'ArrowUp')
    await expect(cells.nth(counts.indexOf(most) + 10 * down)).toBeFocused()
  })

  await test.step('the worst pictures come first, and one opens in Inspect under this network', async () => {
    await page.getByRole('tab', { name: 'Worst pictures' }).click()
    const pictures = page.locator('.examples li button')
    await expect(pictures.first()).toBeVisible()
    const losses = (await pictures.locator('.facts').allTextContents()).map((text) =>
      Number(/loss ([\d.]+)/.exec(text)?.[1]),
    )
    expect(losses).toEqual([...losses].sort((a, b) => b - a))
    await pictures.first().click()
    await expect(page.locator('#view-bar select')).toHaveValue(/^run:/)
    await untilPainted(page)
  })

  await test.step('a deleted run can be restored', async () => {
    await showView(page, 'Train')
    const row = page.getByRole('row', { name: /First/ })
    await row.getByRole('button', { name: 'More actions for First' }).click()
    await page.getByRole('menuitem', { name: 'Delete First' }).click()
    await expect(row).toHaveCount(0)
    await page
      .getByRole('region', { name: 'Messages' })
      .locator('.message', { hasText: 'First was moved to the trash.' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expect(row).toHaveCount(1)
  })
  expect(await complaints(page)).toEqual([])
})
