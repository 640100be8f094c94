import { until } from '@vueuse/core'
import { watch } from 'vue'
import type { EngineStatus } from '@shared/contract/desktop'
import { AppError } from '@shared/errors'
import { desktop } from '@renderer/api'
import { t } from '@renderer/i18n'
import { formatInteger } from '@renderer/i18n/format'
import { useRunActions } from '@renderer/actions/run-actions'
import { useEngine } from '@renderer/stores/engine'
import { useMessages, type MessageAction } from '@renderer/stores/messages'
import { canResume, useRuns } from '@renderer/stores/runs/runs'

/** A training whose engine has crashed writes its checkpoint before its state is known. */
const CHECKPOINT_MS = 20_000

/** Says what ended a training other than the user, with the way to go on with it. */
export function useInterruptions(): void {
  const [engine, messages, runs] = [useEngine(), useMessages(), useRuns()]
  const actions = useRunActions()

  const isReady = (id: string): boolean => {
    const run = runs.find(id)
    return run !== undefined && canResume(run)
  }
  async function resume(id: string): Promise<void> {
    await until(() => engine.connected && isReady(id)).toBe(true, { timeout: CHECKPOINT_MS })
    const run = runs.find(id)
    if (run) actions.resume(run)
  }
  const resuming = (id: string): MessageAction => ({
    label: () => t('common.resume'),
    run: () => void resume(id),
  })

  // Main starts it again at once, so the banner is gone in a moment: what happened stays as a
  // message.
  function tellCrash({ state, message, run }: EngineStatus): void {
    if (state !== 'crashed' || message === undefined) return
    const error = new AppError('engine-unavailable', message)
    messages.fail(error, () => t('frame.engine.crashedTitle'), run ? resuming(run) : undefined)
  }
  watch(() => engine.status, tellCrash, { flush: 'sync', immediate: true })

  /** What the end of the app has interrupted, once its state is known. */
  async function offer(): Promise<void> {
    const { run: id } = await desktop().call('training.interrupted', {})
    if (id === null) return
    await until(() => runs.state).toBe('ready')
    const run = runs.find(id)
    if (!run || !canResume(run)) return
    const words = { title: run.title, step: formatInteger(run.checkpointStep ?? 0) }
    const message = messages.say(() => t('frame.interrupted', words), {
      stays: true,
      action: resuming(id),
    })
    // Gone on with elsewhere, or deleted: there is nothing to offer any more.
    await until(() => isReady(id)).toBe(false)
    messages.dismiss(message)
  }
  void messages.attempt(offer)
}
