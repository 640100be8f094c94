import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

/** The folder that is `/` for the installed app. */
export const ROOT = process.env['CONVSCOPE_TEST_ROOT'] ?? ''
export const HOME = '/home/student'
export const PROGRAM = '/usr/lib/convscope'
export const inside = (path: string): string => join(ROOT, path)

/** Runs a command in the root. */
export function sh(
  command: string,
  { user = 'student' }: { readonly user?: 'student' | 'root' } = {},
): { status: number | null; output: string } {
  const who = user === 'student' ? ['--userspec=1000:1000', '--groups=1000'] : []
  const { status, stdout, stderr } = spawnSync('chroot', [...who, ROOT, '/bin/sh', '-c', command], {
    encoding: 'utf8',
    env: {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: user === 'student' ? HOME : '/root',
      LANG: 'C.UTF-8',
      DEBIAN_FRONTEND: 'noninteractive',
    },
  })
  return { status, output: stdout + stderr }
}

const LAUNCHER = `#!/bin/sh
exec chroot --userspec=1000:1000 --groups=1000 "$TEST_ROOT" /usr/bin/env -i \\
  HOME=${HOME} USER=student LANG=C.UTF-8 PATH=/usr/bin:/bin DISPLAY="$DISPLAY" \\
  PIP_INDEX_URL="$PIP_INDEX_URL" /usr/bin/convscope-window "$@"
`

/**
 * Starts the installed app as its ordinary user, with its sandbox, as the desktop entry does.
 * @param index the package index that the user's pip settings name
 */
export async function openInstalled(
  index: string,
): Promise<{ app: ElectronApplication; page: Page; milliseconds: number }> {
  const launcher = join(mkdtempSync(join(tmpdir(), 'convscope-launcher-')), 'launch')
  writeFileSync(launcher, LAUNCHER)
  chmodSync(launcher, 0o755)
  const began = performance.now()
  const app = await _electron.launch({
    executablePath: launcher,
    // Else Playwright adds --no-sandbox.
    chromiumSandbox: true,
    env: {
      PATH: process.env['PATH'] ?? '',
      DISPLAY: process.env['DISPLAY'] ?? '',
      TEST_ROOT: ROOT,
      PIP_INDEX_URL: index,
    },
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  await page.locator('html[data-ready=true]').waitFor({ timeout: 60_000 })
  return { app, page, milliseconds: performance.now() - began }
}

/** Every file of the program with its length and time, to see whether something was written there. */
export const programFiles = (): string =>
  sh(`find ${PROGRAM} -printf '%p %s %T@ %m\\n' | sort`, { user: 'root' }).output
