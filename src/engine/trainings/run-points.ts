import type { RunSnapshot, TrainEvent } from '@shared/contract/training'

/**
 * The points of the runs that this process has trained, numbered so that a window that comes late
 * misses none and sees none twice: an event's sequence is one more than its predecessor's, a
 * snapshot has the sequence of its last point.
 */
export class RunPoints {
  readonly #sequences = new Map<string, number>()
  #current: { readonly run: string; readonly events: TrainEvent[] } | null = null

  /**
   * A run starts or goes on with the points it kept. Those that were dropped, since the run goes on
   * from an earlier checkpoint, leave a gap in the numbers: a window that has them sees the gap and
   * fetches the points anew.
   */
  begin(run: string, kept: readonly TrainEvent[]): void {
    const known = this.#sequences.get(run)
    this.#sequences.set(run, known === undefined ? kept.length : Math.max(known + 1, kept.length))
    this.#current = { run, events: [...kept] }
  }

  /** Notes a point of the run that trains. @returns its sequence. */
  add(run: string, event: TrainEvent): number {
    if (this.#current?.run === run) this.#current.events.push(event)
    const sequence = (this.#sequences.get(run) ?? 0) + 1
    this.#sequences.set(run, sequence)
    return sequence
  }

  /** The run has ended; its points are in its folder from now on. */
  end(): void {
    this.#current = null
  }

  /** Points and sequence of a run; `read` gives those of one that doesn't train in this process. */
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
