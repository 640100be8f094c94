import { ref, watch, type ComputedRef } from 'vue'
import { desktop } from '@renderer/api'
import { keepSoon } from '@renderer/async/keep-soon'
import { useMessages } from '@renderer/stores/messages'
import { fromKept, toKept, type ModelDocument } from './kept'

/** A network as a session left it; `saved` names the saved network that it is. */
interface Previous {
  readonly document: ModelDocument
  readonly saved: string | null
}

/**
 * Keeps the network for the next session, a moment after each change.
 * @param takeUp shows what the previous session left
 */
export function createKeeping(
  document: ComputedRef<ModelDocument>,
  saved: ComputedRef<string | null>,
  takeUp: (previous: Previous) => void,
) {
  /** What the previous session left must not be overwritten before it is read. */
  const loaded = ref(false)
  const keep = keepSoon(() =>
    desktop().call('draft.set', { draft: toKept(document.value, saved.value) }),
  )
  watch([document, saved], () => {
    if (loaded.value) void useMessages().attempt(keep)
  })

  let loading: Promise<void> | undefined
  async function read(): Promise<void> {
    const kept = await useMessages().attempt(() => desktop().call('draft.get', {}))
    const previous = kept?.draft ? fromKept(kept.draft) : undefined
    if (previous) takeUp(previous)
    loaded.value = true
  }

  return {
    /** Takes up what the previous session left, once. */
    load: (): Promise<void> => (loading ??= read()),
  }
}
