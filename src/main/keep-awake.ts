import { powerSaveBlocker } from 'electron'
import type { Activity } from '@shared/contract/control'

let blocker: number | null = null

/** The machine may turn off its screen while a job runs, but not sleep. */
export function keepAwake({ job }: Activity): void {
  if (job !== null && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
  if (job === null && blocker !== null) {
    powerSaveBlocker.stop(blocker)
    blocker = null
  }
}
