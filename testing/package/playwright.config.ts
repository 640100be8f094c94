import { defineConfig } from '@playwright/test'

/** The installed app, in the order of a user's days: each test goes on where the last one ended. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.package.ts',
  workers: 1,
  fullyParallel: false,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  outputDir: '../../test-results/package',
})
