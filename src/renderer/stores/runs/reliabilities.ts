import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { Reliability } from '@shared/contract/reliability'
import type { RunInfo } from '@shared/contract/training'
import { engine } from '@renderer/api'
import { errorText } from '@renderer/i18n/error-text'
import { useJobs } from '../jobs'
import { useForward } from '../inspect/forward'

type Answer =
  | { readonly state: 'unmeasured' }
  | { readonly state: 'ready'; readonly reliability: Reliability }
  | { readonly state: 'failed'; readonly message: string }

const keyOf = (run: RunInfo): string => `${run.id}@${run.checkpointStep ?? 0}`
export const reliabilitySubject = (run: RunInfo): string => `reliability:${keyOf(run)}`

/** What the probabilities of runs are worth, by the checkpoint they were asked for. */
export const useReliabilities = defineStore('reliabilities', () => {
  const answers = shallowReactive(new Map<string, Answer>())

  const of = (run: RunInfo): Answer | undefined => answers.get(keyOf(run))

  async function tell(run: RunInfo, ask: () => Promise<Reliability | null | undefined>) {
    try {
      const reliability = await ask()
      answers.set(
        keyOf(run),
        reliability ? { state: 'ready', reliability } : { state: 'unmeasured' },
      )
    } catch (error) {
      answers.set(keyOf(run), { state: 'failed', message: errorText(error) })
    }
  }

  /** What was measured before, if anything. */
  async function look(run: RunInfo): Promise<void> {
    if (of(run)?.state === 'ready') return
    await tell(run, () => engine().call('models.measured', { model: `run:${run.id}` }))
  }

  async function measure(run: RunInfo): Promise<void> {
    await tell(run, () =>
      useJobs().track(run.title, reliabilitySubject(run), (options) =>
        engine().call('models.reliability', { model: `run:${run.id}` }, options),
      ),
    )
    // The picture in Inspect is judged by the new limits.
    void useForward().refresh()
  }

  return { of, look, measure }
})
