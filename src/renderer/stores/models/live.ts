import type { ModelEntry } from '@shared/contract/models'
import type { RunInfo } from '@shared/contract/training'

/**
 * A run's entry with what the run has told since the list was made: a checkpoint, a test accuracy,
 * its newest title.
 */
export function withRun(entry: ModelEntry, run: RunInfo | undefined): ModelEntry {
  if (!run || entry.ref !== `run:${run.id}`) return entry
  return {
    ...entry,
    title: run.title,
    trained: entry.trained || (run.checkpointStep ?? 0) > 0,
    testAccuracy: run.last?.testAccuracy ?? entry.testAccuracy,
    modified: Math.max(run.modified, entry.modified ?? 0),
  }
}
