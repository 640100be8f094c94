import { isInProgress, type RunInfo } from '@shared/contract/training'
import { readRun } from '../runs/run-folder'
import { runFolder } from '../runs/run-ids'

const EVERY_MS = 500

/**
 * Runs that another process trains: a command line, or a training that writes its checkpoint after
 * its engine has ended. They send no reports, so their folders are read regularly until they have
 * ended.
 */
export class OtherRuns {
  readonly #watched = new Map<string, NodeJS.Timeout>()

  /** @param onEnded called when no process trains the run any longer */
  constructor(private readonly onEnded: (info: RunInfo) => void) {}

  /** Watches a run if another process trains it. */
  watch(run: RunInfo): void {
    const { id } = run
    if (!isInProgress(run) || this.#watched.has(id)) return
    const timer = setInterval(() => void this.#look(id), EVERY_MS)
    timer.unref()
    this.#watched.set(id, timer)
  }

  stop(): void {
    for (const timer of this.#watched.values()) clearInterval(timer)
    this.#watched.clear()
  }

  async #look(id: string): Promise<void> {
    const info = await readRun(runFolder(id)).catch(() => undefined)
    if (info && isInProgress(info)) return
    clearInterval(this.#watched.get(id))
    if (this.#watched.delete(id) && info) this.onEnded(info)
  }
}
