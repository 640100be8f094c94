import type { RunSnapshot, TrainEvent } from '@shared/contract/training'

export interface SequencedEvent {
  readonly sequence: number
  readonly event: TrainEvent
}

/**
 * The points of one run. Events may arrive before, while and after the snapshot is fetched; each is
 * kept once and in order: those up to the snapshot's sequence are already in it.
 */
export interface RunTrack {
  readonly events: readonly TrainEvent[]
  /** Sequence of the last event in `events`; -1 before the snapshot has come. */
  readonly sequence: number
  /** Came before the snapshot, or leave a gap after it. */
  readonly early: readonly SequencedEvent[]
}

export const emptyTrack: RunTrack = { events: [], sequence: -1, early: [] }

/** Appends what follows without a gap; the rest waits. */
function absorb(track: RunTrack): RunTrack {
  const waiting = [...track.early].sort((a, b) => a.sequence - b.sequence)
  const events = [...track.events]
  let { sequence } = track
  const early: SequencedEvent[] = []
  for (const item of waiting) {
    if (item.sequence <= sequence) continue
    if (item.sequence === sequence + 1) {
      events.push(item.event)
      sequence = item.sequence
    } else early.push(item)
  }
  return { events, sequence, early }
}

/**
 * A snapshot holds every point up to its sequence, so it replaces what was there, unless more is
 * known already.
 */
export const withSnapshot = (
  track: RunTrack,
  snapshot: Pick<RunSnapshot, 'events' | 'sequence'>,
): RunTrack =>
  snapshot.sequence < track.sequence
    ? track
    : absorb({ events: snapshot.events, sequence: snapshot.sequence, early: track.early })

/**
 * Keeps the points on the screen until a new snapshot replaces them: for when the engine counts
 * anew.
 */
export const restarted = (track: RunTrack): RunTrack => ({
  events: track.events,
  sequence: -1,
  early: [],
})

export function withEvents(track: RunTrack, items: readonly SequencedEvent[]): RunTrack {
  const early = [...track.early, ...items]
  return track.sequence < 0 ? { ...track, early } : absorb({ ...track, early })
}

/** Whether an event is missing, so that a new snapshot is due. */
export const hasGap = (track: RunTrack): boolean => track.sequence >= 0 && track.early.length > 0
