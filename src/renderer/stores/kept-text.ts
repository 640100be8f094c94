import { watch } from 'vue'
import type { KeptText } from '@shared/contract/kept'
import { desktop } from '@renderer/api'
import { keepSoon } from '@renderer/async/keep-soon'
import { useMessages } from './messages'

interface Keeping {
  readonly name: KeptText
  /** What is watched: cheap, and another value whenever `value` is another. */
  readonly changes: () => unknown
  /** What is kept, as plain JSON; asked for when it is written. */
  readonly value: () => unknown
  /** Shows what the previous session left. What it throws leaves everything as it is. */
  readonly takeUp: (kept: unknown) => void
}

/**
 * Something of a view that outlives the window: it is kept a moment after each change.
 * @returns takes up what the previous session left, once, and keeps every change from then on
 */
export function keepAsText({ name, changes, value, takeUp }: Keeping): () => Promise<void> {
  const messages = useMessages()
  const write = keepSoon(() => desktop().call('text.set', { name, text: JSON.stringify(value()) }))

  async function read(): Promise<void> {
    const kept = await messages.attempt(() => desktop().call('text.get', { name }))
    if (kept?.text) {
      try {
        takeUp(JSON.parse(kept.text))
      } catch {
        // Of another version, or damaged: the view begins anew, and nothing else is lost.
      }
    }
    watch(changes, () => void messages.attempt(write))
  }
  let reading: Promise<void> | undefined
  return () => (reading ??= read())
}
