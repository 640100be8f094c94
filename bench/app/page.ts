import type { Page } from '@playwright/test'

/**
 * Code handed to the page is compiled by esbuild, which wraps functions that have names in a
 * helper; the page has to know it.
 */
export async function takeCode(page: Page): Promise<void> {
  await page.evaluate('globalThis.__name = (value) => value')
}
