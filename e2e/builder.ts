import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { showView } from './window'

/** A layer's node in the graph of the builder. */
export const node = (page: Page, id: string): Locator => page.locator(`.node[data-node="${id}"]`)
/** A layer's row in its table. */
export const row = (page: Page, id: string): Locator => page.locator(`tr[data-row="${id}"]`)
/** Ids of the network's layers, in the table's order. */
export const layers = (page: Page): Promise<string[]> =>
  page
    .locator('tr[data-row]')
    .evaluateAll((rows) => rows.map((each) => each.getAttribute('data-row') ?? ''))

/** The graph with every layer in its place. */
export const untilArranged = (page: Page): Promise<void> =>
  expect(page.locator('.graph[data-settled=true]')).toBeVisible()

/** An entry of the builder's menu. */
export async function fromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
}

/** The builder without a layer. */
export async function openEmpty(page: Page): Promise<void> {
  await showView(page, 'Model')
  await untilArranged(page)
  await fromMenu(page, 'New network')
  await expect(page.getByText('No layers yet')).toBeVisible()
}
