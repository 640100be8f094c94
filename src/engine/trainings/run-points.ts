import type { RunSnapshot, TrainEvent } from '@shared/contract/training'

/**
 * The points of the runs that this engine has trained, numbered so that a window that opens late
 * misses none and sees none twice. An event's sequence is one more than its predecessor's, and a
 * snapshot has the sequence of its last point.
 */
export class RunPoints {
  readonly #sequences = new Map<string, number>()
  #current: { readonly run: string; readonly events: TrainEvent[] } | null = null

  /**
   * Starts or continues a run with the points that it has kept. Points that were dropped, because
   * the run continues from an earlier checkpoint, leave a gap in the numbers. A window that has
   * them sees the gap and fetches the points again.
   */
  begin(run: string, kept: readonly TrainEvent[]): void {
    const known = this.#sequences.get(run)
    this.#sequences.set(run, known === undefined ? kept.length : Math.max(known + 1, kept.length))
    this.#current = { run, events: [...kept] }
  }

  /** Adds a point of the run that trains. @returns its sequence */
  add(run: string, event: TrainEvent): number {
    if (this.#current?.run === run) this.#current.events.push(event)
    const sequence = (this.#sequences.get(run) ?? 0) + 1
    this.#sequences.set(run, sequence)
    return sequence
  }

  /** Ends a run; from now on its points are read from its folder. */
  end(): void {
    this.#current = null
  }

  /** Points and sequence of a run; `read` gives those of a run that doesn't train here. */
  async of(
    run: string,
    read: () => Promise<readonly TrainEvent[]>,
  ): Promise<Pick<RunSnapshot, 'events' | 'sequence'>> {
    const current = this.#current
    if (current?.run === run)
      return { events: [...current.events], sequence: this.#sequences.get(run) ?? 0 }
    const events = await read()
    return { events: [...events], sequence: this.#sequences.get(run) ?? events.length }
  }
}
