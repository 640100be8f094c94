import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Folders } from '../../e2e/launch'
import { startTraining, untilState } from '../../e2e/training'
import { expect } from '../../e2e/test'
import { showView } from '../../e2e/window'

/** More epochs than any benchmark waits for. */
const ENDLESS = 10_000

/**
 * Starts a training of LeNet on Fashion-MNIST in the window; resolves to the run's name once it
 * trains.
 */
export async function trainForEver(page: Page, { data }: Folders): Promise<string> {
  await startTraining(page, { epochs: ENDLESS, seed: 0 })
  await untilState(page, 'running')
  const [run = ''] = (await readdir(join(data, 'runs'))).filter((name) => !name.startsWith('.'))
  return run
}

const shownStep = (page: Page) => page.locator('#view-bar .step span').first()

/** Shows Inspect with the training run as its model; resolves once the maps follow it. */
export async function watchRun(page: Page, run: string): Promise<void> {
  await showView(page, 'Inspect')
  await page.locator('#view-bar select').first().selectOption(`run:${run}`)
  await expect(page.locator('[data-layer] [role=application]').first()).toBeVisible()
  const before = await shownStep(page).textContent()
  await expect(shownStep(page)).not.toHaveText(before ?? '')
}

type Counting = typeof globalThis & { shownSteps?: { changes: number; observer: MutationObserver } }

/** How many times a second the maps in Inspect show newer weights, while `during` runs. */
export async function updatesPerSecond<T>(
  page: Page,
  during: () => Promise<T>,
): Promise<{ readonly result: T; readonly updates: number }> {
  await page.evaluate(() => {
    const counter = {
      changes: 0,
      observer: new MutationObserver((records) => (counter.changes += records.length)),
    }
    const step = document.querySelector('#view-bar .step span')
    if (step)
      counter.observer.observe(step, { characterData: true, childList: true, subtree: true })
    ;(globalThis as Counting).shownSteps = counter
  })
  const started = performance.now()
  const result = await during()
  const changes = await page.evaluate(() => {
    const counter = (globalThis as Counting).shownSteps
    counter?.observer.disconnect()
    return counter?.changes ?? 0
  })
  return { result, updates: (changes * 1000) / (performance.now() - started) }
}
