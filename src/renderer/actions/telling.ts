import { desktop } from '@renderer/api'
import { useMessages, type MessageAction } from '@renderer/stores/messages'
import { useSettings } from '@renderer/stores/settings'

interface News {
  /** Asked for when they are drawn, so that they follow the language. */
  readonly title: () => string
  readonly body: () => string
  /** Whether a message in the window says it too: none where it stands before the user's eyes. */
  readonly shown: boolean
  readonly action?: MessageAction
  readonly stays?: boolean
}

/**
 * Tells that something long has ended: in the window, and, when that lies behind other windows, by
 * the desktop.
 */
export function useTelling() {
  const messages = useMessages()

  function tell({ title, body, shown, ...options }: News): void {
    if (shown) messages.say(body, { title, ...options })
    if (document.hasFocus() || !useSettings().settings.notify) return
    void messages.attempt(() =>
      desktop().call('notify', { title: title(), body: body().slice(0, 500) }),
    )
  }

  return { tell }
}
