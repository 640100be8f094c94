import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Evaluation, RunInfo } from '@shared/contract/training'
import { engine } from '@renderer/api'
import { useJobs } from '../jobs'
import { errorText } from '@renderer/i18n/error-text'

type Answer =
  | { readonly state: 'busy' }
  | { readonly state: 'ready'; readonly evaluation: Evaluation }
  | { readonly state: 'failed'; readonly message: string }

const keyOf = ({ id, best, checkpointStep }: RunInfo): string =>
  `${id}@${best?.step ?? checkpointStep ?? 0}`

/** How runs do on their test sets, by the checkpoint they were asked for. */
export const useEvaluations = defineStore('evaluations', () => {
  const answers = shallowReactive(new Map<string, Answer>())

  const of = (run: RunInfo): Answer | undefined => answers.get(keyOf(run))

  /** Asks the engine unless it has answered already. */
  async function load(run: RunInfo): Promise<void> {
    const key = keyOf(run)
    const known = answers.get(key)
    if (known && known.state !== 'failed') return
    answers.set(key, { state: 'busy' })
    try {
      const evaluation = await useJobs().track(run.title, `evaluate:${key}`, (options) =>
        engine().call('runs.evaluate', { run: run.id }, options),
      )
      if (evaluation) answers.set(key, { state: 'ready', evaluation })
    } catch (error) {
      answers.set(key, { state: 'failed', message: errorText(error) })
    }
  }

  return { of, load }
})
