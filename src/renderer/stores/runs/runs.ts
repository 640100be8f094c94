import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { Recipe } from '@shared/model/recipe'
import type { ProgressEvent, RunAction, RunInfo, TrainEvent } from '@shared/contract/training'
import { engine } from '@renderer/api'
import { faultSentence } from '@renderer/i18n/error-text'
import { useMessages } from '../messages'
import { createResource } from '@renderer/async/resource'
import { useSettings } from '../settings'
import {
  emptyTrack,
  hasGap,
  restarted,
  withEvents,
  withSnapshot,
  type RunTrack,
  type SequencedEvent,
} from './track'

const isActive = (run: RunInfo): boolean => run.state === 'starting' || run.state === 'running'
export const canResume = (run: RunInfo): boolean =>
  ['paused', 'stopped', 'interrupted', 'failed'].includes(run.state) &&
  run.checkpointStep !== undefined

/**
 * Points that follow faster are shown together: where the processor draws too, every redraw is
 * taken from the training.
 */
const TOGETHER_MS = 750

/** Every run of this machine, and the points of those whose curves are shown. */
export const useRuns = defineStore('runs', () => {
  const { items, state, error, refresh, set, follow } = createResource<RunInfo>(() =>
    engine().call('runs.list', {}),
  )
  const tracks = shallowReactive(new Map<string, RunTrack>())
  const fetching = new Set<string>()

  /** Newest first. */
  const runs = computed(() => [...items.value].sort((a, b) => b.created - a.created))
  /** The run that trains, or is held in the middle of its training by this engine. */
  const active = computed(() => runs.value.find(isActive) ?? runs.value.find(isHeld))
  /** Runs that this engine process holds in memory, so that "continue" goes on at once. */
  const held = shallowReactive(new Set<string>())
  const isHeld = (run: RunInfo): boolean => run.state === 'paused' && held.has(run.id)

  /**
   * Runs that were set going from this window and whose end nobody has announced. A short one may
   * be over before it is first heard of.
   */
  const begun = new Map<string, { readonly quiet: boolean }>()

  const find = (id: string): RunInfo | undefined => items.value.find((run) => run.id === id)

  /** Whether it trains, or is held in the middle of its training. */
  function goes(id: string): boolean {
    const run = find(id)
    return run !== undefined && (isActive(run) || isHeld(run))
  }

  /** What had to be said when a run was gone on with is said once, when it begins. */
  function sayNotices(info: RunInfo): void {
    const before = find(info.id)
    const begins = !before || (!isActive(before) && before.state !== 'paused')
    if (!isActive(info) || !begins) return
    for (const { code, text } of info.notices ?? [])
      // What the schedule does was read before the training was asked for.
      if (code !== 'schedule') useMessages().say(() => faultSentence(text), { title: info.title })
  }

  function replace(info: RunInfo): void {
    // Said once: the training is slower than the user may expect of this machine.
    if (info.modeNote !== undefined && isActive(info) && find(info.id)?.modeNote === undefined)
      useMessages().say(info.modeNote, { title: info.title })
    sayNotices(info)
    set([...items.value.filter(({ id }) => id !== info.id), info])
    if (isActive(info)) held.add(info.id)
    else if (info.state !== 'paused') held.delete(info.id)
  }

  /** Fetches all points of a run; live events are joined to them. */
  async function fetchTrack(id: string): Promise<void> {
    if (fetching.has(id)) return
    fetching.add(id)
    if (!tracks.has(id)) tracks.set(id, emptyTrack)
    const snapshot = await useMessages().attempt(() => engine().call('runs.snapshot', { run: id }))
    fetching.delete(id)
    if (!snapshot) return
    tracks.set(id, withSnapshot(tracks.get(id) ?? emptyTrack, snapshot))
    replace(snapshot.info)
  }

  const arrived = new Map<string, SequencedEvent[]>()
  let shown = -Infinity
  let due: ReturnType<typeof setTimeout> | undefined

  function showArrived(): void {
    clearTimeout(due)
    due = undefined
    shown = performance.now()
    for (const [run, events] of arrived) {
      const track = withEvents(tracks.get(run) ?? emptyTrack, events)
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

  /** A new engine counts its events anew, so every shown run is fetched again. */
  async function refetch(): Promise<void> {
    held.clear()
    showArrived()
    const known = [...tracks.keys()]
    // At once: what the new engine says from now on must not be dropped with what the old one said.
    for (const id of known) tracks.set(id, restarted(tracks.get(id) ?? emptyTrack))
    await refresh()
    for (const run of items.value) if (isActive(run)) held.add(run.id)
    const wanted = new Set([...known, ...held])
    await Promise.all([...wanted].filter((id) => find(id)).map(fetchTrack))
  }

  function load(): void {
    engine().on('run.event', ({ run, sequence, event }) => receive(run, sequence, event))
    engine().on('run.changed', (info) => {
      showArrived()
      replace(info)
    })
    follow()
    engine().onConnected((connected) => {
      if (connected) void refetch()
    })
  }

  /** @param options.quiet its end is told of by whoever started it. @default false */
  async function start(
    recipe: Recipe,
    { title, quiet = false }: { title?: string; quiet?: boolean } = {},
  ): Promise<RunInfo> {
    const info = await engine().call('runs.start', {
      recipe,
      mode: useSettings().settings.trainingMode,
      ...(title ? { title } : {}),
    })
    begun.set(info.id, { quiet })
    replace(info)
    void fetchTrack(info.id)
    return info
  }

  /** @param epochs how many the run is to have in all; its recipe's if none are named */
  async function resume(run: string, epochs?: number): Promise<void> {
    // A run that goes on from a checkpoint may make points again, and counts them anew.
    showArrived()
    tracks.set(run, restarted(tracks.get(run) ?? emptyTrack))
    try {
      const info = await engine().call('runs.resume', {
        run,
        mode: useSettings().settings.trainingMode,
        ...(epochs === undefined ? {} : { epochs }),
      })
      begun.set(run, { quiet: false })
      replace(info)
    } finally {
      await fetchTrack(run)
    }
  }

  async function control(run: string, action: RunAction): Promise<void> {
    replace(await engine().call('runs.control', { run, action }))
  }

  const eventsOf = (id: string): readonly TrainEvent[] => tracks.get(id)?.events ?? []

  /** The newest speed, loss and time left of a run. */
  function progressOf(id: string): ProgressEvent | undefined {
    const events = eventsOf(id)
    for (let index = events.length - 1; index >= 0; index--) {
      const event = events[index]
      if (event?.type === 'progress') return event
    }
    return undefined
  }

  return {
    runs,
    state,
    error,
    active,
    held,
    begun,
    tracks,
    find,
    goes,
    load,
    refresh,
    fetchTrack,
    start,
    resume,
    control,
    eventsOf,
    progressOf,
  }
})
