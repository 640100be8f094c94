import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout: the folder that holds package.json. */
export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/** A folder variable counts only when it holds something: an empty one means "not set". */
const given = (name, env) => (env[name] ? env[name] : undefined)

/** Everything that can be brought again: TensorFlow, Electron, data sets. */
export function cacheFolder(env = process.env, platform = process.platform, home = homedir()) {
  const chosen = given('CONVSCOPE_CACHE', env)
  if (chosen) return resolve(chosen)
  const xdg = given('XDG_CACHE_HOME', env)
  if (xdg) return join(xdg, 'convscope')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'Convscope')
  if (platform === 'win32')
    return join(given('LOCALAPPDATA', env) ?? join(home, 'AppData', 'Local'), 'Convscope', 'Cache')
  return join(home, '.cache', 'convscope')
}

/** Training runs: the user's work, never deleted by the set-up. */
export function runsFolder(env = process.env, home = homedir()) {
  const chosen = given('CONVSCOPE_DATA', env)
  if (chosen) return join(resolve(chosen), 'runs')
  return join(given('XDG_DATA_HOME', env) ?? join(home, '.local', 'share'), 'convscope', 'runs')
}

/** Electron's `userData`, where the window keeps its settings. */
export function settingsFolder(env = process.env, platform = process.platform, home = homedir()) {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Convscope')
  if (platform === 'win32')
    return join(given('APPDATA', env) ?? join(home, 'AppData', 'Roaming'), 'Convscope')
  return join(given('XDG_CONFIG_HOME', env) ?? join(home, '.config'), 'Convscope')
}
