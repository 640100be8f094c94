import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The cache that set-up has filled, as this process was started with it. */
const FILLED =
  process.env['CONVSCOPE_FILLED_CACHE'] ??
  process.env['CONVSCOPE_CACHE'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'convscope')

/** What set-up brings and nobody writes to. */
const READ_ONLY = ['tensorflow', 'electron']
/** The data set that `npm test` brings. */
const DATASET = join('datasets', 'fashion-mnist')

/** One file under another name; a change of the one by a rename leaves the other. */
function link(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    // Another disk.
    copyFileSync(from, to)
  }
}

/**
 * Makes a folder the cache of tests: what set-up has brought is in it, and what tests add to it or
 * change in it is theirs alone.
 * @returns the folder
 */
export function ownCache(folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (const name of READ_ONLY)
    if (existsSync(join(FILLED, name)) && !existsSync(join(folder, name)))
      symlinkSync(join(FILLED, name), join(folder, name), 'junction')
  if (existsSync(join(FILLED, DATASET)) && !existsSync(join(folder, DATASET))) {
    mkdirSync(join(folder, DATASET), { recursive: true })
    for (const file of readdirSync(join(FILLED, DATASET)))
      link(join(FILLED, DATASET, file), join(folder, DATASET, file))
  }
  return folder
}

/** The cache that set-up has filled, for those who only read. */
export const filledCache = (): string => FILLED
