import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { ProgressEvent, TrainEvent } from '@shared/contract/training'
import { engine } from '@renderer/api'
import { useMessages } from '../messages'
import { useRuns } from './runs'
import {
  emptyTrack,
  hasGap,
  restarted,
  withEvents,
  withSnapshot,
  type RunTrack,
  type SequencedEvent,
} from './track'

/**
 * Points that follow faster are shown together: where the processor draws too, every redraw is
 * taken from the training.
 */
const TOGETHER_MS = 750

/** The points of those runs whose curves are shown. */
export const useRunTracks = defineStore('run-tracks', () => {
  const runs = useRuns()
  const tracks = shallowReactive(new Map<string, RunTrack>())
  const fetching = new Set<string>()
  const trackOf = (id: string): RunTrack => tracks.get(id) ?? emptyTrack

  /** Fetches all points of a run; live events are joined to them. */
  async function fetchTrack(id: string): Promise<void> {
    if (fetching.has(id)) return
    fetching.add(id)
    if (!tracks.has(id)) tracks.set(id, emptyTrack)
    const snapshot = await useMessages().attempt(() => engine().call('runs.snapshot', { run: id }))
    fetching.delete(id)
    if (!snapshot) return
    tracks.set(id, withSnapshot(trackOf(id), snapshot))
    runs.replace(snapshot.info)
  }

  /** Fetches the points of those runs whose points have never been fetched. */
  function need(ids: readonly string[]): void {
    for (const id of ids) if (!tracks.has(id)) void fetchTrack(id)
  }

  const arrived = new Map<string, SequencedEvent[]>()
  let shown = -Infinity
  let due: ReturnType<typeof setTimeout> | undefined

  function showArrived(): void {
    clearTimeout(due)
    due = undefined
    shown = performance.now()
    for (const [run, events] of arrived) {
      const track = withEvents(trackOf(run), events)
      tracks.set(run, track)
      // Without a snapshot yet, or with a hole in the points, all of them are fetched (anew).
      if (track.sequence < 0 || hasGap(track)) void fetchTrack(run)
    }
    arrived.clear()
  }

  function receive(run: string, sequence: number, event: TrainEvent): void {
    arrived.set(run, [...(arrived.get(run) ?? []), { sequence, event }])
    const wait = shown + TOGETHER_MS - performance.now()
    if (event.type !== 'progress' || wait <= 0) showArrived()
    else due ??= setTimeout(showArrived, wait)
  }

  /** A run that goes on from a checkpoint may make points again, and counts them anew. */
  function restart(id: string): void {
    showArrived()
    tracks.set(id, restarted(trackOf(id)))
  }

  /** A new engine counts its events anew, so every shown run is fetched again. */
  async function refetch(): Promise<void> {
    showArrived()
    const known = [...tracks.keys()]
    // At once: what the new engine says from now on must not be dropped with what the old one said.
    known.forEach(restart)
    await runs.refreshHeld()
    const wanted = new Set([...known, ...runs.held])
    await Promise.all([...wanted].filter((id) => runs.find(id)).map(fetchTrack))
  }

  function load(): void {
    engine().on('run.event', ({ run, sequence, event }) => receive(run, sequence, event))
    engine().on('run.changed', (info) => {
      showArrived()
      runs.replace(info)
    })
    runs.load()
    engine().onConnected((connected) => {
      if (connected) void refetch()
    })
  }

  const eventsOf = (id: string): readonly TrainEvent[] => trackOf(id).events

  /** The newest speed, loss and time left of a run. */
  function progressOf(id: string): ProgressEvent | undefined {
    const events = eventsOf(id)
    for (let index = events.length - 1; index >= 0; index--) {
      const event = events[index]
      if (event?.type === 'progress') return event
    }
    return undefined
  }

  return { load, fetchTrack, need, restart, eventsOf, progressOf }
})
