import { defineConfig } from '@playwright/test'
import { displays } from './testing/displays'

/** Without displays of their own, apps take the focus from each other and run one by one. */
export default defineConfig({
  globalSetup: './testing/own-home.ts',
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  workers: Math.max(1, displays().length),
  fullyParallel: false,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 0,
  outputDir: 'test-results',
})
