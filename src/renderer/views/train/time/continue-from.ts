import type { RunInfo } from '@shared/contract/training'
import { engine } from '@renderer/api'
import { t } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'
import { useMessages } from '@renderer/stores/messages'
import { useRunControl } from '@renderer/stores/runs/control'
import { useRuns } from '@renderer/stores/runs/runs'
import { useRunSelection } from '@renderer/stores/runs/selection'

/** Copies a run as it was at a step, and trains the copy on; the run itself stays as it is. */
export function useContinueFrom(): (run: RunInfo, step: number) => void {
  const [messages, runs, control] = [useMessages(), useRuns(), useRunControl()]
  const selection = useRunSelection()
  return (run, step) =>
    void messages.attempt(async () => {
      const title = t('runs.time.copyTitle', { title: run.title, step: formatInteger(step) })
      const copy = await engine().call('moments.copy', {
        ...{ run: run.id, step, title: title.slice(0, 120) },
      })
      runs.replace(copy)
      selection.select(copy.id)
      await control.resume(copy.id)
    }, run.title)
}
