import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import type { RunInfo } from '@shared/contract/training'
import { engine } from '@renderer/api'
import { wordsText } from '@renderer/i18n/error-text'
import { createResource } from '@renderer/async/resource'
import { useMessages } from '../messages'

const isActive = (run: RunInfo): boolean => run.state === 'starting' || run.state === 'running'
export const canResume = (run: RunInfo): boolean =>
  ['paused', 'stopped', 'interrupted', 'failed'].includes(run.state) &&
  run.checkpointStep !== undefined

/** Every run of this machine. */
export const useRuns = defineStore('runs', () => {
  const { items, state, error, refresh, set, follow } = createResource<RunInfo>(() =>
    engine().call('runs.list', {}),
  )

  /** Newest first. */
  const runs = computed(() => [...items.value].sort((a, b) => b.created - a.created))
  /** The run that trains, or is held in the middle of its training by this engine. */
  const active = computed(() => runs.value.find(isActive) ?? runs.value.find(isHeld))
  /** The run that trains now: one that is paused makes room for another. */
  const running = computed(() => runs.value.find(isActive))
  /** Runs that this engine process holds in memory, so that "continue" goes on at once. */
  const held = shallowReactive(new Set<string>())
  const isHeld = (run: RunInfo): boolean => run.state === 'paused' && held.has(run.id)

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
      if (code !== 'schedule') useMessages().say(() => wordsText(text), { title: info.title })
  }

  function replace(info: RunInfo): void {
    // Said once: the training is slower than the user may expect of this machine.
    const { modeNote } = info
    if (modeNote !== undefined && isActive(info) && find(info.id)?.modeNote === undefined)
      useMessages().say(() => wordsText(modeNote), { title: info.title })
    sayNotices(info)
    set([...items.value.filter(({ id }) => id !== info.id), info])
    if (isActive(info)) held.add(info.id)
    else if (info.state !== 'paused') held.delete(info.id)
  }

  /** The list of an engine that has just come: it holds what it trains. */
  async function refreshHeld(): Promise<void> {
    held.clear()
    await refresh()
    for (const run of items.value) if (isActive(run)) held.add(run.id)
  }

  return {
    ...{ runs, state, error, active, running, held },
    ...{ find, goes, replace, refresh, refreshHeld, load: follow },
  }
})
