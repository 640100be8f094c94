import { watchThrottled } from '@vueuse/core'
import { computed, watch } from 'vue'
import { isOver, testAccuracyOf, type RunInfo, type RunState } from '@shared/contract/training'
import { desktop } from '@renderer/api'
import { t } from '@renderer/i18n'
import { wordsText } from '@renderer/i18n/error-text'
import { formatPercent } from '@renderer/i18n/format'
import { useMessages } from '@renderer/stores/messages'
import { useRuns } from '@renderer/stores/runs/runs'
import { useRunTracks } from '@renderer/stores/runs/tracks'
import { useRunControl } from '@renderer/stores/runs/control'
import { useRunSelection } from '@renderer/stores/runs/selection'
import { useWorkbench } from '@renderer/stores/workbench'
import { runOutlook } from '@renderer/stores/runs/outlook'
import { useTelling } from '@renderer/actions/telling'

/**
 * Shows the running training in the title and the task bar, and says so when it has ended behind
 * other windows.
 */
export function useWindowProgress(): void {
  const runs = useRuns()
  const tracks = useRunTracks()
  const control = useRunControl()
  const messages = useMessages()
  const { tell } = useTelling()

  const shown = computed(() => {
    const run = runs.active
    return run
      ? { fraction: runOutlook(run, tracks.progressOf(run.id)).fraction, title: run.title }
      : { fraction: null, title: null }
  })
  watchThrottled(
    shown,
    (value) => void messages.attempt(() => desktop().call('window.progress', value)),
    { throttle: 500, trailing: true },
  )

  const states = computed(() => new Map(runs.runs.map((run) => [run.id, run.state])))
  watch(states, (now, before) => {
    for (const run of runs.runs) {
      const ended = wasBusy(before.get(run.id)) && now.get(run.id) !== before.get(run.id)
      if ((ended || control.begun.has(run.id)) && isOver(run)) announce(run)
    }
  })

  function announce(run: RunInfo): void {
    const { id } = run
    const quiet = control.begun.get(id)?.quiet
    control.begun.delete(id)
    if (quiet) return
    const failed = run.state === 'failed'
    const title = (): string => t(failed ? 'frame.jobs.failedTitle' : 'frame.jobs.finishedTitle')
    const body = (): string =>
      failed
        ? wordsText(run.problem ?? run.title)
        : t('frame.jobs.finished', {
            title: run.title,
            accuracy: formatPercent(testAccuracyOf(run), 1),
          })
    if (failed) messages.say(body, { title: run.title, tone: 'error', stays: true })
    tell({ title, body, shown: !failed && !isWatched(id) })
  }
}

/**
 * Whether the user looks at the run: its end and its accuracies stand before him, and a message
 * would cover them.
 */
function isWatched(id: string): boolean {
  return (
    document.hasFocus() && useWorkbench().view === 'train' && useRunSelection().selectedId === id
  )
}

const wasBusy = (state: RunState | undefined): boolean =>
  state === 'running' || state === 'starting'
