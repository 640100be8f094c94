import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filledCache } from './own-cache'

/** The variables that move the user's folders, and what each folder is for. */
const HOMES = { XDG_CACHE_HOME: 'cache', XDG_DATA_HOME: 'data', XDG_CONFIG_HOME: 'config' } as const

/**
 * Before all tests, of vitest and of Playwright: what a test writes without having asked for a
 * folder of its own lands in an empty home and not in the user's, and is named at the end.
 */
export default function setUp(): () => void {
  const home = mkdtempSync(join(tmpdir(), 'convscope-home-'))
  process.env['CONVSCOPE_FILLED_CACHE'] = filledCache()
  for (const [name, folder] of Object.entries(HOMES)) process.env[name] = join(home, folder)
  return () => {
    const stray = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /convscope/i.test(name),
    )
    rmSync(home, { recursive: true, force: true })
    if (stray.length > 0)
      throw new Error(`Tests wrote into the user's own folders: ${stray.sort().join(', ')}`)
  }
}
