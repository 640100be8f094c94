import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { AppError, phrase } from '@shared/errors'

/** The folder in an environment variable; an empty variable counts as not set. */
function given(name: string): string | undefined {
  return process.env[name] || undefined
}

/**
 * The folder for everything that can be downloaded again: TensorFlow, data sets. `$CONVSCOPE_CACHE`
 * overrides it.
 */
export function cacheFolder(): string {
  const chosen = given('CONVSCOPE_CACHE')
  if (chosen) return resolve(chosen)
  const xdg = given('XDG_CACHE_HOME')
  if (xdg) return join(xdg, 'convscope')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'Convscope')
  if (process.platform === 'win32')
    return join(given('LOCALAPPDATA') ?? join(homedir(), 'AppData', 'Local'), 'Convscope', 'Cache')
  return join(homedir(), '.cache', 'convscope')
}

/**
 * The folder for the user's own work, which the program never deletes. `$CONVSCOPE_DATA` overrides
 * it.
 */
export function dataFolder(): string {
  const chosen = given('CONVSCOPE_DATA')
  if (chosen) return resolve(chosen)
  return join(given('XDG_DATA_HOME') ?? join(homedir(), '.local', 'share'), 'convscope')
}

export const runsFolder = (): string => join(dataFolder(), 'runs')
/** Imported models. */
export const modelsFolder = (): string => join(dataFolder(), 'models')
/** Saved networks, without weights. */
export const networksFolder = (): string => join(dataFolder(), 'networks')
export const trashFolder = (): string => join(dataFolder(), 'trash')
export const datasetsFolder = (): string => join(cacheFolder(), 'datasets')

/**
 * Electron's `userData`, where main keeps the window's settings. The engine only reports its path.
 */
export function settingsFolder(): string {
  if (process.platform === 'darwin')
    return join(homedir(), 'Library', 'Application Support', 'Convscope')
  if (process.platform === 'win32')
    return join(given('APPDATA') ?? join(homedir(), 'AppData', 'Roaming'), 'Convscope')
  return join(given('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'Convscope')
}

/**
 * The folder of the files that come with the app: samples, bundled models. In the packaged app
 * `$CONVSCOPE_RESOURCES` names it. In a checkout it is next to package.json, some folders above
 * this file, built or not.
 * @throws AppError `not-found` if neither exists
 */
export function resourcesFolder(): string {
  const chosen = given('CONVSCOPE_RESOURCES')
  if (chosen) return resolve(chosen)
  for (let folder = __dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const candidate = join(folder, 'resources')
    if (existsSync(join(folder, 'package.json')) && existsSync(candidate)) return candidate
  }
  throw new AppError(
    'not-found',
    phrase`The app's own resources folder was not found above ${__dirname}; set CONVSCOPE_RESOURCES to it`,
  )
}
