import { shallowRef, type ShallowRef } from 'vue'
import { apply, bytesOf, difference, type Difference } from './difference'
import { nextTurn } from './turn'

/**
 * A value with what was done to it; values are plain and never changed in place. The one history of
 * the window: of lessons, drawings and networks.
 */
export interface History<T> {
  readonly state: Readonly<ShallowRef<T>>
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** When the step was made that undo takes back; 0 where there is none. */
  readonly turn: number
  /**
   * One step, which undo takes back.
   * @param about what the step is about: steps about the same thing, one right after the other, are
   *   one
   */
  set(next: T, about?: string): void
  /** The next step is its own, whatever it is about. */
  close(): void
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
  /** Another beginning, with nothing to go back to. */
  begin(start: T): void
}

export interface HistoryOptions {
  /** Bytes of pixels that may be gone back to; the oldest steps are forgotten. @default Infinity */
  readonly most?: number
}

/** A step, with its place among everything that the user has done. */
interface Step {
  readonly change: Difference
  readonly turn: number
}

/** The newest steps, as far as there is room; the last one always. */
function fitting(steps: readonly Step[], most: number): readonly Step[] {
  let bytes = steps.reduce((sum, { change }) => sum + bytesOf(change), 0)
  let first = 0
  for (const step of steps) {
    if (bytes <= most || first >= steps.length - 1) break
    bytes -= bytesOf(step.change)
    first++
  }
  return first === 0 ? steps : steps.slice(first)
}

/** @param start what a reset comes back to is the caller's: it is a step like any other. */
export function createHistory<T>(start: T, { most = Infinity }: HistoryOptions = {}): History<T> {
  const state = shallowRef(start)
  const past = shallowRef<readonly Step[]>([])
  const future = shallowRef<readonly Step[]>([])
  /** The state after the last step, without the gesture under way. */
  let settled = start
  /** What the newest step was about. */
  let newest: string | undefined

  function amend(next: T): void {
    state.value = next
    settled = next
  }

  function set(next: T, about?: string): void {
    const last = about !== undefined && about === newest ? past.value.at(-1) : undefined
    const before = last ? (apply(settled, last.change, 'before') as T) : settled
    const step = difference(settled, next)
    amend(next)
    if (!step) return
    const change = last ? difference(before, next) : step
    const kept = last ? past.value.slice(0, -1) : past.value
    past.value = change ? fitting([...kept, { change, turn: nextTurn() }], most) : kept
    future.value = []
    newest = about
  }

  function cancel(): void {
    state.value = settled
  }

  function close(): void {
    newest = undefined
  }

  function undo(): void {
    cancel()
    const step = past.value.at(-1)
    if (!step) return
    past.value = past.value.slice(0, -1)
    future.value = [...future.value, step]
    amend(apply(settled, step.change, 'before') as T)
    close()
  }

  function redo(): void {
    cancel()
    const step = future.value.at(-1)
    if (!step) return
    const { change } = step
    future.value = future.value.slice(0, -1)
    past.value = [...past.value, { change, turn: nextTurn() }]
    amend(apply(settled, change, 'after') as T)
    close()
  }

  return {
    state,
    get canUndo() {
      return past.value.length > 0
    },
    get canRedo() {
      return future.value.length > 0
    },
    get turn() {
      return past.value.at(-1)?.turn ?? 0
    },
    set,
    close,
    preview: (next) => void (state.value = next),
    commit: () => set(state.value),
    cancel,
    amend,
    undo,
    redo,
    begin(next) {
      past.value = []
      future.value = []
      amend(next)
      close()
    },
  }
}
