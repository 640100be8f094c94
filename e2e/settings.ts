import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Bridge, Settings } from '../src/shared/contract/desktop'
import type { Folders } from './launch'

/** Settings that a user has left, before the app starts. */
export async function writeSettings({ user }: Folders, settings: Partial<Settings>): Promise<void> {
  await mkdir(user, { recursive: true })
  await writeFile(join(user, 'settings.json'), JSON.stringify(settings))
}

/** Where the window was left. */
export async function writeWindowSize(
  { user }: Folders,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  await mkdir(user, { recursive: true })
  await writeFile(
    join(user, 'window.json'),
    JSON.stringify({ ...size, x: 0, y: 0, maximised: false }),
  )
}

/** Changes settings of the running app; they hold at once. */
export async function changeSettings(page: Page, settings: Partial<Settings>): Promise<void> {
  await page.evaluate(
    (change) => (window as unknown as { convscope: Bridge }).convscope.call('settings.set', change),
    settings,
  )
  if (settings.theme !== undefined)
    await page.waitForSelector(`html[data-theme=${settings.theme}]`, { state: 'attached' })
  if (settings.language !== undefined)
    await page.waitForSelector(`html[lang|=${settings.language}]`, { state: 'attached' })
}
