import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFiles } from './drop'
import { halfPicture } from './pictures'
import { complaints, expect, test } from './test'
import { runRow, startTraining, untilState } from './training'
import { showView } from './window'

/** 60 pictures of two kinds for training and 20 for testing; of these one copy and two leaks. */
async function makeHalves(folder: string): Promise<void> {
  const put = async (path: string, bytes: Uint8Array): Promise<void> => {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  for (const [kind, isUpper] of [
    ['lower', false],
    ['upper', true],
  ] as const) {
    for (let i = 0; i < 29; i++) await put(`train/${kind}/${i}.png`, halfPicture(i, isUpper))
    for (let i = 0; i < 9; i++) await put(`test/${kind}/${i}.png`, halfPicture(100 + i, isUpper))
    // One more of each: a picture of its own class that was trained on.
    await put(`test/${kind}/leak.png`, halfPicture(4, isUpper))
  }
  await put('train/upper/copy.png', halfPicture(7, true))
  await put('train/lower/other.png', halfPicture(70, false))
}

test('planted copies and leaks are found, set aside, put back by undo, and not trained on', async ({
  open,
}, info) => {
  const { page, folders } = await open()
  const folder = info.outputPath('halves')
  await makeHalves(folder)
  await showView(page, 'Data')
  await dropFiles(page, [folder])
  const dialog = page.getByRole('dialog')
  await dialog.getByTestId('analysis').waitFor({ timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog).toHaveCount(0, { timeout: 60_000 })

  const set = page.locator('[data-dataset=halves]')
  await test.step('the set shows its classes and pictures', async () => {
    // What was imported in Data is chosen there.
    await expect(set).toHaveAttribute('aria-current', 'true')
    await expect(set).toContainText('80 pictures')
    await expect(page.getByText(`Imported from ${folder}`)).toBeVisible()
    await page.getByRole('button', { name: 'upper: 30 training and 10 test pictures' }).click()
    await expect(page.getByRole('listitem')).not.toHaveCount(0)
    await expect(page.locator('.tile canvas').first()).toBeVisible()
  })

  await test.step('the check finds what was planted', async () => {
    await page.keyboard.press('Control+Enter')
    await expect(page.getByTestId('findings')).toBeVisible({ timeout: 120_000 })
    await expect(page.locator('[data-kind=copies]')).toHaveText(/3$/)
    await expect(page.locator('[data-kind=leaks]')).toHaveText(/2$/)
    await expect(page.locator('[data-kind=conflicts]')).toHaveText(/0$/)
    // Leaks come first, with both pictures beside each other.
    await expect(page.locator('[data-kind=leaks]')).toHaveAttribute('aria-pressed', 'true')
    await expect(page.locator('.finding').first().locator('.tile')).toHaveCount(2)
    await expect(page.locator('.finding').first()).toContainText('in training and test')
  })

  await test.step('leaks are set aside, undone and done again by keys', async () => {
    await page.getByTestId('set-all-aside').click()
    await expect(set).toContainText('2 set aside')
    await page.keyboard.press('Control+z')
    await expect(set).not.toContainText('set aside')
    await page.keyboard.press('Control+Shift+z')
    await expect(set).toContainText('2 set aside')
    await page.getByRole('tab', { name: 'Set aside' }).click()
    await expect(page.getByTestId('left')).toHaveText(
      '58 of 60 training and 20 of 20 test pictures, 2 set aside',
    )
    // Delete on a picture puts it back; the message takes that back.
    await page.locator('.tile .open').first().focus()
    await page.keyboard.press('Delete')
    await expect(page.getByTestId('left')).toContainText('59 of 60')
    await page.keyboard.press('Control+z')
    await expect(page.getByTestId('left')).toContainText('58 of 60')
  })

  await test.step('a training leaves them out, and its run says so', async () => {
    await page.getByRole('button', { name: 'Train with it' }).click()
    await expect(page.locator('select[name=dataset]')).toHaveValue('halves')
    await expect(page.locator('select[name=set-aside]')).toHaveValue('present')
    await startTraining(page, { epochs: 1, batchSize: 20 })
    await untilState(page, 'finished')
    await expect(page.getByTestId('part')).toHaveText('58 of 60 training pictures, 2 set aside.')
    const [run = ''] = await readdir(join(folders.data, 'runs'))
    const file = await readFile(join(folders.data, 'runs', run, 'run.json'), 'utf8')
    const { recipe, stepsTotal } = JSON.parse(file) as {
      recipe: { setAside: { train: number[]; test: number[] } }
      stepsTotal: number
    }
    expect([recipe.setAside.train.length, recipe.setAside.test]).toEqual([2, []])
    expect(stepsTotal).toBe(3)
    await expect(runRow(page)).toBeVisible()
  })

  await test.step('the set goes to the trash and comes back with its list', async () => {
    await showView(page, 'Data')
    await page.getByRole('button', { name: 'Delete' }).click()
    await expect(set).toHaveCount(0)
    // The message comes after the row went, and the one of putting back may still be there.
    await page
      .getByRole('region', { name: 'Messages' })
      .locator('.message', { hasText: 'was moved to the trash.' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await expect(set).toContainText('2 set aside')
    expect(await readdir(join(folder, 'train/upper'))).toHaveLength(30)
  })
  expect(await complaints(page)).toEqual([])
})
