const isMac = /mac/i.test(navigator.userAgent)

interface Keys {
  readonly mod: boolean
  readonly shift: boolean
  readonly key: string
}

function parse(shortcut: string): Keys {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  return {
    mod: parts.includes('Mod'),
    shift: parts.includes('Shift'),
    key: key === 'Space' ? ' ' : key.toLowerCase(),
  }
}

/**
 * Whether a key press is this shortcut. Signs such as `?` need no Shift named, since layouts differ
 * in it.
 */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  const { mod, shift, key } = parse(shortcut)
  const pressedMod = isMac ? event.metaKey : event.ctrlKey
  if (event.altKey || pressedMod !== mod || event.key.toLowerCase() !== key) return false
  return /^[^a-z0-9 ]$/.test(key) || event.shiftKey === shift
}

const SYMBOLS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

/**
 * The parts of a shortcut as keys are labelled, modifiers in the usual order: `['Ctrl', 'Shift',
 * 'L']`.
 */
export const shortcutKeys = (shortcut: string): readonly string[] =>
  shortcut
    .split('+')
    .sort((a, b) => (isMac ? 0 : Number(b === 'Mod') - Number(a === 'Mod')))
    .map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : (SYMBOLS[part] ?? part)))

export const shortcutText = (shortcut: string): string => shortcutKeys(shortcut).join('+')
