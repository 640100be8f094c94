import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** `index-url` of `[global]` in a pip.conf, which is an INI file. */
export function indexOf(text: string): string | undefined {
  let section = ''
  for (const line of text.split('\n')) {
    const heading = /^\s*\[(.+)\]\s*$/.exec(line)
    if (heading) section = heading[1] ?? ''
    const setting = /^\s*index-url\s*[=:]\s*(\S+)/.exec(line)
    if (section === 'global' && setting) return setting[1]
  }
  return undefined
}

/** Where pip keeps its settings on Linux and macOS, the most particular first. */
const files = (): string[] => [
  ...(process.env['PIP_CONFIG_FILE'] ? [process.env['PIP_CONFIG_FILE']] : []),
  join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'pip', 'pip.conf'),
  join(homedir(), '.pip', 'pip.conf'),
  '/etc/xdg/pip/pip.conf',
  '/etc/pip.conf',
]

/**
 * The package index that the user or the administrator has set for pip, such as a school's own;
 * pip itself need not be there.
 */
export async function ownIndex(): Promise<string | undefined> {
  const named = process.env['PIP_INDEX_URL']
  if (named) return named
  for (const file of files()) {
    const found = indexOf(await readFile(file, 'utf8').catch(() => ''))
    if (found) return found
  }
  return undefined
}
