import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { execute, which } from './command.mjs'
import { SetupFailure } from '../../../src/libtensorflow/failure.mjs'

/** Chromium's own helper is usable when it belongs to root and carries the set-user bit. */
function helperReady(executable) {
  const helper = statSync(join(dirname(executable), 'chrome-sandbox'), { throwIfNoEntry: false })
  return helper !== undefined && helper.uid === 0 && (helper.mode & 0o4000) !== 0
}

/**
 * Whether this user may make a user namespace, asked by making one: sysctl, AppArmor and seccomp
 * can each forbid it.
 */
async function namespacesUsable() {
  if (!which('unshare')) return true
  return (
    (await execute('unshare', ['--user', '--map-root-user', 'true'], { timeout: 5_000 })).code === 0
  )
}

/** Why Chromium's sandbox cannot be used here, or undefined where it can. */
export async function sandboxProblem(executable) {
  if (process.platform !== 'linux') return undefined
  if (process.getuid() === 0) return 'root'
  return helperReady(executable) || (await namespacesUsable()) ? undefined : 'namespaces'
}

/**
 * Electron's switches for the sandbox: it is switched off only for root, which Chromium would
 * refuse otherwise.
 */
export async function sandboxSwitches(executable, say) {
  const problem = await sandboxProblem(executable)
  if (problem === undefined) return []
  if (problem === 'root') {
    say(
      'You are root: Chromium cannot sandbox its processes, so the app starts with --no-sandbox. Start it as an ordinary user if you can.',
    )
    return ['--no-sandbox']
  }
  const helper = join(dirname(executable), 'chrome-sandbox')
  throw new SetupFailure(
    'this system forbids user namespaces, so Chromium’s sandbox needs its helper set up once',
    `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  )
}
