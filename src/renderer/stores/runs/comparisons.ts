import { defineStore } from 'pinia'
import { ref, shallowReactive } from 'vue'
import type { Comparison } from '@shared/contract/comparison'
import type { ModelRef } from '@shared/contract/models'
import type { RunInfo } from '@shared/contract/training'
import { engine } from '@renderer/api'
import { errorText } from '@renderer/i18n/error-text'
import { useJobs } from '../jobs'

type Answer =
  | { readonly state: 'ready'; readonly comparison: Comparison }
  | { readonly state: 'failed'; readonly message: string }

/** A run's weights change with its checkpoints. */
const keyOf = (run: RunInfo, other: ModelRef): string =>
  `${run.id}@${run.checkpointStep ?? 0} ${other}`
export const comparisonSubject = (run: RunInfo, other: ModelRef): string =>
  `compare:${keyOf(run, other)}`

/** Runs against other models on the same test pictures. */
export const useComparisons = defineStore('comparisons', () => {
  const answers = shallowReactive(new Map<string, Answer>())
  /** The model that runs are compared with. */
  const other = ref<ModelRef>()

  async function compare(run: RunInfo, second: ModelRef): Promise<void> {
    const key = keyOf(run, second)
    try {
      const comparison = await useJobs().track(
        run.title,
        comparisonSubject(run, second),
        (options) =>
          engine().call(
            'models.compare',
            { first: `run:${run.id}`, second, dataset: run.recipe.dataset },
            options,
          ),
      )
      if (comparison) answers.set(key, { state: 'ready', comparison })
    } catch (error) {
      answers.set(key, { state: 'failed', message: errorText(error) })
    }
  }

  return {
    other,
    of: (run: RunInfo, second: ModelRef): Answer | undefined => answers.get(keyOf(run, second)),
    compare,
  }
})
