import type { RunInfo } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import { useMessages } from '@renderer/stores/messages'
import { canResume } from '@renderer/stores/runs/runs'
import { useRunControl } from '@renderer/stores/runs/control'

/**
 * What can be done to a run, from the job bar, the Train view or a shortcut. Failures become
 * messages.
 */
export function useRunActions() {
  const control = useRunControl()
  const messages = useMessages()

  /**
   * A run that the engine holds goes on at once; after a relaunch it goes on from its checkpoint.
   */
  async function goOn(run: RunInfo): Promise<void> {
    try {
      await control.control(run.id, 'continue')
    } catch (error) {
      if (AppError.from(error).code === 'cancelled') return
      await control.resume(run.id)
    }
  }

  const attempt = (run: RunInfo, action: () => Promise<void>): void =>
    void messages.attempt(action, run.title)

  return {
    pause: (run: RunInfo): void => attempt(run, () => control.control(run.id, 'pause')),
    step: (run: RunInfo): void => attempt(run, () => control.control(run.id, 'step')),
    stop: (run: RunInfo): void => attempt(run, () => control.control(run.id, 'stop')),
    /** "Continue" of a paused run, "Resume" of one that ended early. */
    resume: (run: RunInfo): void =>
      attempt(run, () => (run.state === 'paused' ? goOn(run) : control.resume(run.id))),
    /** Goes on with a run to so many epochs in all, also with one that has finished. */
    further: (run: RunInfo, epochs: number): void =>
      attempt(run, () => control.resume(run.id, epochs)),
    /** Pause or continue, whichever it is time for. */
    toggle(run: RunInfo): void {
      if (run.state === 'running') this.pause(run)
      else if (run.state === 'paused' || canResume(run)) this.resume(run)
    },
  }
}
