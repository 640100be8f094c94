import { useEventListener } from '@vueuse/core'
import { useCommands } from '@renderer/stores/commands'

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

const TYPING =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true], .cm-editor'
/** What uses the space bar and the arrows itself. */
const OPERATED = `${TYPING}, button, a, input, [role=button], [role=slider], [role=tab], [role=menuitem], [role=option]`

function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || /^F\d+$/.test(event.key)) return true
  if (document.querySelector('[role=dialog], [role=menu]')) return false
  // The innermost element: an editor may live in a shadow root, which the event's target stops at.
  const [innermost] = event.composedPath()
  const target = innermost instanceof Element ? innermost : document.body
  return !target.closest(event.key === ' ' ? OPERATED : TYPING)
}

/** Carries out the commands' shortcuts, wherever the focus is unless something is being typed. */
export function useShortcuts(): void {
  const commands = useCommands()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || !isFree(event)) return
    const done = commands.runFirst(
      (command) => command.shortcut !== undefined && matchesShortcut(event, command.shortcut),
    )
    if (done) event.preventDefault()
  })
}
