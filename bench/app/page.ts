import type { Page } from '@playwright/test'

/**
 * Code for the page is compiled by esbuild, which wraps named functions in a helper; the page needs
 * that helper.
 */
export async function takeCode(page: Page): Promise<void> {
  await page.evaluate('globalThis.__name = (value) => value')
}
