import type { SketchState } from './sketch-state'

/** Bytes of painted pixels that may be gone back to; the oldest are forgotten. */
const MOST_BYTES = 64_000_000

/** States of a drawn picture, for undo and redo. */
export class SketchHistory {
  #past: SketchState[] = []
  #future: SketchState[] = []

  /** Remembers a state that is about to be left; what was undone is forgotten. */
  remember(state: SketchState): void {
    this.#past.push(state)
    this.#future = []
    let bytes = new Set(this.#past.map(({ painted }) => painted)).size * state.painted.length
    while (bytes > MOST_BYTES && this.#past.length > 1) {
      this.#past.shift()
      bytes -= state.painted.length
    }
  }

  undo(now: SketchState): SketchState | undefined {
    const state = this.#past.pop()
    if (state) this.#future.push(now)
    return state
  }

  redo(now: SketchState): SketchState | undefined {
    const state = this.#future.pop()
    if (state) this.#past.push(now)
    return state
  }

  get canUndo(): boolean {
    return this.#past.length > 0
  }

  get canRedo(): boolean {
    return this.#future.length > 0
  }
}
