import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { Progress } from '@shared/contract/common'
import type { Attribution, AttributionMethod, ProbeTarget } from '@shared/contract/probe'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { createPacer } from '@renderer/async/pacer'
import { usePass } from '@renderer/stores/inspect/pass'

/** An answer with what was asked: the settings may have changed since. */
interface ShownAttribution {
  readonly answer: Attribution
  readonly method: AttributionMethod
  readonly input: readonly number[]
}

/** The attribution of a target by a method, asked for anew when either or the pass changes. */
export function useAttribution(
  target: Readonly<Ref<ProbeTarget | undefined>>,
  method: Readonly<Ref<AttributionMethod | undefined>>,
) {
  const passes = usePass()
  const shown = shallowRef<ShownAttribution>()
  const error = shallowRef<AppError>()
  const progress = shallowRef<Progress>()
  let abort: AbortController | undefined

  /**
   * Follows pass, target and settings; while one question is with the engine, later ones wait and
   * only the newest is asked.
   */
  const asking = createPacer({
    async run() {
      const [pass, at, by] = [passes.pass, target.value, method.value]
      if (!pass || !at || !by) return
      abort = new AbortController()
      try {
        const answer = await engine().call(
          'probe.attribute',
          { pass: pass.id, target: at, method: by },
          { signal: abort.signal, onProgress: (told) => (progress.value = told) },
        )
        shown.value = { answer, method: by, input: pass.input.shape }
        error.value = undefined
      } catch (thrown) {
        const fault = AppError.from(thrown)
        // A pass that has made way is followed by another one, which asks again.
        if (
          fault.code === 'cancelled' ||
          (fault.code === 'not-found' && passes.pass?.id !== pass.id)
        )
          return
        error.value = fault
        shown.value = undefined
      } finally {
        progress.value = undefined
      }
    },
  })
  watch(
    [() => passes.pass?.id, target, method],
    () => {
      // A long answer to an old question is not waited for.
      if (method.value?.kind === 'occlusion' || method.value?.kind === 'smoothGrad') abort?.abort()
      asking.poke()
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    asking.stop()
    abort?.abort()
  })

  return { shown, error, progress }
}
