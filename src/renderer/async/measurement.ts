import { ref, shallowRef } from 'vue'
import type { Progress } from '@shared/contract/common'
import type { EngineCall, EngineInput, EngineOutput } from '@shared/contract/engine'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'

/**
 * A call that takes a while: its answer, its progress, its error, and how to stop it. A newer
 * question takes the place of the one under way.
 */
export function createMeasurement<C extends EngineCall>(name: C) {
  const answer = shallowRef<EngineOutput<C>>()
  const progress = shallowRef<Progress>()
  const busy = ref(false)
  const error = shallowRef<AppError>()
  let abort: AbortController | undefined

  async function measure(input: EngineInput<C>): Promise<void> {
    abort?.abort()
    const mine = (abort = new AbortController())
    busy.value = true
    error.value = undefined
    try {
      const measured = await engine().call(name, input, {
        signal: mine.signal,
        onProgress: (next) => mine === abort && (progress.value = next),
      })
      if (mine === abort) answer.value = measured
    } catch (thrown) {
      const fault = AppError.from(thrown)
      if (mine === abort && fault.code !== 'cancelled') error.value = fault
    } finally {
      if (mine === abort) {
        busy.value = false
        progress.value = undefined
      }
    }
  }

  function clear(): void {
    abort?.abort()
    answer.value = undefined
    error.value = undefined
    busy.value = false
  }

  return { answer, progress, busy, error, measure, clear, stop: (): void => abort?.abort() }
}
