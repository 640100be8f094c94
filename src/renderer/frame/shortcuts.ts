import { useEventListener } from '@vueuse/core'
import { matchesShortcut } from '@renderer/commands/keys'
import { useCommands } from '@renderer/stores/commands'

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
      ({ keys }) => keys?.some((shortcut) => matchesShortcut(event, shortcut)) ?? false,
    )
    if (done) event.preventDefault()
  })
}
