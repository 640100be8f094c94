import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Settings } from '../src/shared/contract/desktop'
import { expect, type Folders, foldersIn, type Running, test as base } from './launch'
import { writeSettings } from './settings'

interface Fixtures {
  /** Folders of this test for several launches; removed afterwards. */
  readonly folders: Folders
  /** Launches the app in them: in English and light, so that tests can name what they see. */
  readonly open: (settings?: Partial<Settings>) => Promise<Running>
}

export const test = base.extend<Fixtures>({
  folders: async ({}, use) => {
    const root = await mkdtemp(join(tmpdir(), 'convscope-e2e-'))
    await use(foldersIn(root))
    await rm(root, { recursive: true, force: true, maxRetries: 3 })
  },
  open: async ({ folders, launch }, use) => {
    await use(async (settings) => {
      await writeSettings(folders, { language: 'en', theme: 'light', ...settings })
      return launch({ folders })
    })
  },
})

/**
 * Errors and warnings on the console since the launch, refusals by the content security policy
 * among them, and uncaught exceptions.
 */
export async function complaints(page: Page): Promise<readonly string[]> {
  const messages = (await page.consoleMessages()).filter((message) =>
    ['error', 'warning'].includes(message.type()),
  )
  const exceptions = await page.pageErrors()
  return [
    ...messages.map((message) => `${message.type()}: ${message.text()}`),
    ...exceptions.map(({ message }) => `exception: ${message}`),
  ]
}

export { expect }
