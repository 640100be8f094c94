import { useEventListener } from '@vueuse/core'
import { useNetworkActions } from './actions'

const FIELD = 'input, textarea, select, [contenteditable=true]'

/**
 * A field keeps its own clipboard, and so does what is written in a dialog or marked on the page.
 */
function isOfText(event: Event): boolean {
  const [target] = event.composedPath()
  return (
    (target instanceof Element && target.closest(FIELD) !== null) ||
    document.querySelector('[role=dialog]') !== null
  )
}

/**
 * Layers go to the clipboard and come from it as text, by keys and by the menu. The text is handed
 * over in the event itself, not by `navigator.clipboard`, which answers later: what is cut is in
 * the clipboard before it is gone, and a paste right after finds it.
 */
export function useLayersClipboard(): void {
  const actions = useNetworkActions()

  function hand(event: ClipboardEvent): boolean {
    const text =
      isOfText(event) || getSelection()?.isCollapsed === false ? undefined : actions.copied()
    if (text === undefined || !event.clipboardData) return false
    event.clipboardData.setData('text/plain', text)
    event.preventDefault()
    return true
  }

  useEventListener(window, 'copy', hand)
  useEventListener(window, 'cut', (event: ClipboardEvent) => {
    if (hand(event)) actions.remove()
  })
  useEventListener(window, 'paste', (event: ClipboardEvent) => {
    if (isOfText(event)) return
    if (actions.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault()
  })
}
