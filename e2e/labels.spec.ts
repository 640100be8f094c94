import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commandLine } from './command-line'
import { dropFiles } from './drop'
import { halfPicture } from './pictures'
import { expect, test } from './test'
import { newestRun, startTraining, untilState } from './training'
import { showView } from './window'

/** Every so many pictures lie in the folder of the other class. */
const WRONG_EVERY = 15

/** 120 training and 40 test pictures of two kinds, of which some are in the wrong folder. */
async function makeHalves(folder: string): Promise<void> {
  for (const part of ['train', 'test'] as const)
    for (const kind of ['lower', 'upper'])
      await mkdir(join(folder, part, kind), { recursive: true })
  for (let i = 0; i < 160; i++) {
    const isUpper = i % 2 === 0
    const isWrong = i % WRONG_EVERY === 4
    const part = i < 120 ? 'train' : 'test'
    const kind = isUpper !== isWrong ? 'upper' : 'lower'
    await writeFile(join(folder, part, kind, `${i}.png`), halfPicture(i, isUpper))
  }
}

test('wrong labels are found, corrected without touching a file, trained with, and taken back', async ({
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

  await test.step('the check lists what is in the wrong folder first', async () => {
    await page.getByRole('tab', { name: 'Labels' }).click()
    await page.getByRole('button', { name: 'Check the labels' }).click()
    const found = page.getByTestId('labels')
    await expect(found).toContainText('10 of 160 labels are confidently of another class', {
      timeout: 180_000,
    })
    await expect(found.locator('.tile canvas').first()).toBeVisible()
  })

  await test.step('a label is corrected, and another one', async () => {
    const correct = page.getByRole('button', { name: /^Count it as / })
    await correct.first().click()
    await expect(page.getByTestId('corrected')).toHaveText('1 label corrected')
    await correct.first().click()
    await expect(page.getByTestId('corrected')).toHaveText('2 labels corrected')
    await page.getByRole('button', { name: 'Undo' }).first().click()
    await expect(page.getByTestId('corrected')).toHaveText('1 label corrected')
  })

  await test.step('a training uses it, and its recipe says so', async () => {
    await page.getByRole('button', { name: 'Train with it' }).click()
    await expect(page.locator('select[name=relabelled]')).toHaveValue('present')
    await startTraining(page, { epochs: 1 })
    await untilState(page, 'finished')
    const run = JSON.parse(await readFile(join(await newestRun(folders), 'run.json'), 'utf8')) as {
      recipe: { relabelled: { train: unknown[]; test: unknown[] } }
    }
    const { train, test: tested } = run.recipe.relabelled
    expect(train.length + tested.length).toBe(1)
  })

  await test.step('the command line knows it, and takes it back', async () => {
    const { relabelled } = (await commandLine(folders, [
      ...['datasets', 'relabel', 'halves', '--list'],
    ])) as { relabelled: { train: unknown[]; test: unknown[] } }
    expect(relabelled.train.length + relabelled.test.length).toBe(1)
    await showView(page, 'Data')
    await page.getByRole('button', { name: 'Use all labels of the files' }).click()
    await expect(page.getByTestId('corrected')).toHaveCount(0)
  })
})
