import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { showView } from './window'
import type { Folders } from './launch'

/** Fields of the recipe's form by their names. */
export type RecipeFields = Partial<
  Record<
    | 'learningRate'
    | 'batchSize'
    | 'epochs'
    | 'seed'
    | 'limitTrain'
    | 'limitTest'
    | 'checkpointEverySteps',
    number
  >
>

const ADVANCED = ['limitTrain', 'limitTest', 'checkpointEverySteps']

/** Types a recipe into the form of Train; the rest stays the chapter's. */
export async function fillRecipe(page: Page, fields: RecipeFields): Promise<void> {
  await showView(page, 'Train')
  const details = page.locator('form details').last()
  const advanced = Object.keys(fields).some((name) => ADVANCED.includes(name))
  if (advanced && !(await details.evaluate((element: HTMLDetailsElement) => element.open)))
    await details.locator('summary').click()
  for (const [name, value] of Object.entries(fields))
    await page.locator(`form input[name=${name}]`).fill(String(value))
}

export async function startTraining(page: Page, fields: RecipeFields): Promise<void> {
  await fillRecipe(page, fields)
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect(runRow(page)).toBeVisible()
}

/** Starts a training and waits for its first points. */
export async function trainToPoints(page: Page, fields: RecipeFields): Promise<void> {
  await startTraining(page, fields)
  await expect
    .poll(() => pointsDrawn(page), { intervals: [50], timeout: 60_000 })
    .toBeGreaterThan(0)
}

/** Resumes the newest run and waits for its end. */
export async function resumeToEnd(page: Page): Promise<void> {
  await runRow(page)
    .getByRole('button', { name: /^Resume/ })
    .click()
  await untilState(page, 'finished')
}

/** The newest run's row in the table. */
export const runRow = (page: Page): Locator =>
  page.getByRole('region', { name: 'Runs' }).locator('tbody tr').first()

export const untilState = (page: Page, state: string, timeout = 90_000): Promise<void> =>
  expect(runRow(page).locator(`.state-${state}`)).toBeVisible({ timeout })

/** Points on the figure, all curves together. */
export async function pointsDrawn(page: Page): Promise<number> {
  return Number(await page.getByTestId('curves').getAttribute('data-points'))
}

/** The folder of the newest run. */
export async function newestRun({ data }: Folders): Promise<string> {
  const runs = (await readdir(join(data, 'runs'))).filter((name) => !name.startsWith('.')).sort()
  return join(data, 'runs', runs.at(-1) ?? '')
}

/** The process that trains the newest run. */
export async function trainingProcess(folders: Folders): Promise<number> {
  return (
    JSON.parse(await readFile(join(await newestRun(folders), 'run.json'), 'utf8')) as {
      process: number
    }
  ).process
}

interface WrittenEvent {
  readonly type: string
  readonly step?: number
  readonly testAccuracy?: number
}

/** What the newest run has written of itself: one event a line. */
export async function writtenEvents(folders: Folders): Promise<readonly WrittenEvent[]> {
  const text = await readFile(join(await newestRun(folders), 'metrics.jsonl'), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as WrittenEvent)
}
