import { defineStore } from 'pinia'
import { computed } from 'vue'
import { runOfRef, type ModelEntry, type ModelRef } from '@shared/contract/models'
import { testAccuracyOf, type RunInfo } from '@shared/contract/training'
import { useRuns } from '../runs/runs'
import { useModels } from './models'
import { namesOf } from './names'

/** The run that a model is of, by its id. */
export const runIdOf = (ref: ModelRef | undefined): string | undefined =>
  ref === undefined ? undefined : runOfRef(ref)

/**
 * A run's entry with what the run has told since the list was made: a checkpoint, a test accuracy,
 * its newest title.
 */
export function withRun(entry: ModelEntry, run: RunInfo | undefined): ModelEntry {
  if (!run || runIdOf(entry.ref) !== run.id) return entry
  if (entry.ref !== `run:${run.id}`) return { ...entry, title: run.title }
  return {
    ...entry,
    title: run.title,
    trained: entry.trained || (run.checkpointStep ?? 0) > 0,
    testAccuracy: testAccuracyOf(run) ?? entry.testAccuracy,
    ...(run.best
      ? {
          weights: { which: 'best' as const, epoch: run.best.epoch },
          validationAccuracy: run.best.validationAccuracy,
        }
      : {}),
    modified: Math.max(run.modified, entry.modified ?? 0),
  }
}

/** Models of these origins, in this order; an origin without any is left out. */
export const byOrigin = <O extends ModelEntry['origin']>(
  entries: readonly ModelEntry[],
  origins: readonly O[],
): readonly { readonly origin: O; readonly entries: readonly ModelEntry[] }[] =>
  origins
    .map((origin) => ({ origin, entries: entries.filter((entry) => entry.origin === origin) }))
    .filter((group) => group.entries.length > 0)

/** Where a network to build or to train on may come from. */
const NETWORK_ORIGINS = ['preset', 'saved', 'bundled', 'imported', 'run'] as const

/** The models as they are listed. */
export const useListedModels = defineStore('listed-models', () => {
  const [models, runs] = [useModels(), useRuns()]
  /** All, with what their runs have told. */
  const listed = computed(() =>
    models.models.map((entry) => withRun(entry, runs.find(runIdOf(entry.ref) ?? ''))),
  )
  const names = computed(() => namesOf(listed.value))
  /** What a model is called wherever it is listed: no two have one name. */
  const nameOf = ({ ref, title }: ModelEntry): string => names.value.get(ref) ?? title
  /** Those that can be read, by where they come from. */
  const networks = computed(() =>
    byOrigin(
      models.models.filter(({ problem }) => problem === undefined),
      NETWORK_ORIGINS,
    ),
  )
  return { listed, networks, nameOf }
})
