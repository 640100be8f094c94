import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'

/**
 * A list that the engine keeps: loading at first, then its items, or the error that stands in their
 * place.
 */
export interface Resource<T> {
  readonly items: Readonly<ShallowRef<readonly T[]>>
  readonly state: Readonly<Ref<'loading' | 'ready' | 'failed'>>
  readonly error: Readonly<ShallowRef<AppError | undefined>>
  /**
   * Fetches anew; several calls at once make at most two fetches, so that the last change is always
   * seen.
   */
  readonly refresh: () => Promise<void>
  readonly set: (items: readonly T[]) => void
  /** Fetches whenever a connection opens. */
  readonly follow: () => void
}

export function createResource<T>(fetch: () => Promise<readonly T[]>): Resource<T> {
  const items = shallowRef<readonly T[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const error = shallowRef<AppError>()
  let running: Promise<void> | undefined
  /** Asked for while a fetch was under way. */
  let next: Promise<void> | undefined

  async function fetchOnce(): Promise<void> {
    try {
      items.value = await fetch()
      state.value = 'ready'
      error.value = undefined
    } catch (thrown) {
      error.value = AppError.from(thrown)
      // What was shown before stays: an engine that restarts takes nothing away.
      if (state.value !== 'ready') state.value = 'failed'
    }
  }

  function refresh(): Promise<void> {
    if (!running) return (running = fetchOnce().finally(() => (running = undefined)))
    return (next ??= running.then(() => {
      next = undefined
      return refresh()
    }))
  }

  return {
    items,
    state,
    error,
    refresh,
    set: (next) => void (items.value = next),
    follow() {
      engine().onConnected((connected) => {
        if (connected) void refresh()
      })
      if (engine().connected) void refresh()
    },
  }
}
