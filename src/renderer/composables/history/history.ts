import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { apply, difference, type Difference } from './difference'

/**
 * A value with everything that was ever done to it; values are plain and never changed in place.
 */
export interface History<T> {
  readonly state: Readonly<ShallowRef<T>>
  readonly canUndo: ComputedRef<boolean>
  readonly canRedo: ComputedRef<boolean>
  /** One step, which undo takes back. */
  set(next: T): void
  /**
   * Shown while a gesture is under way (a stroke, a slider); `commit` makes one step of it,
   * `cancel` takes it back.
   */
  preview(next: T): void
  commit(): void
  cancel(): void
  /** A change that is no step, such as what is pinned. */
  amend(next: T): void
  undo(): void
  redo(): void
}

/** @param start what a reset comes back to is the caller's: it is a step like any other. */
export function useHistory<T>(start: T): History<T> {
  const state = shallowRef(start)
  const past = shallowRef<readonly Difference[]>([])
  const future = shallowRef<readonly Difference[]>([])
  /** The state after the last step, without the gesture under way. */
  let settled = start

  function set(next: T): void {
    const change = difference(settled, next)
    state.value = next
    settled = next
    if (!change) return
    past.value = [...past.value, change]
    future.value = []
  }

  function cancel(): void {
    state.value = settled
  }

  function amend(next: T): void {
    state.value = next
    settled = next
  }

  function undo(): void {
    cancel()
    const change = past.value.at(-1)
    if (!change) return
    past.value = past.value.slice(0, -1)
    future.value = [...future.value, change]
    amend(apply(settled, change, 'before') as T)
  }

  function redo(): void {
    cancel()
    const change = future.value.at(-1)
    if (!change) return
    future.value = future.value.slice(0, -1)
    past.value = [...past.value, change]
    amend(apply(settled, change, 'after') as T)
  }

  return {
    state,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    set,
    preview: (next) => void (state.value = next),
    commit: () => set(state.value),
    cancel,
    amend,
    undo,
    redo,
  }
}
