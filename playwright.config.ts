import { defineConfig } from '@playwright/test'

/** One worker: every test drives the real app, which takes all cores while it trains. */
export default defineConfig({
  globalSetup: './testing/own-home.ts',
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 0,
  outputDir: 'test-results',
})
