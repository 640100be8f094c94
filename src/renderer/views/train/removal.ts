import type { RunInfo } from '@shared/contract/training'
import { t } from '@renderer/i18n'
import { useMessages } from '@renderer/stores/messages'
import { useModels } from '@renderer/stores/models/models'
import { useRuns } from '@renderer/stores/runs/runs'
import { useHandOver } from '@renderer/stores/hand-over'

/** Moving runs to the trash, with a way back, and handing their networks to Inspect. */
export function useRemoval() {
  const models = useModels()
  const runs = useRuns()
  const messages = useMessages()

  const restore = (run: RunInfo): void =>
    void messages.attempt(async () => {
      await models.restore(`run:${run.id}`)
      await runs.refresh()
    }, run.title)

  const remove = (run: RunInfo): void =>
    void messages.attempt(async () => {
      await models.remove(`run:${run.id}`)
      await runs.refresh()
      messages.say(() => t('train.runs.deleted', { title: run.title }), {
        action: { label: () => t('common.undo'), run: () => restore(run) },
      })
    }, run.title)

  const inspect = (run: RunInfo): void =>
    useHandOver().leave('pictures', { sources: [], model: `run:${run.id}` })

  return { remove, inspect }
}
