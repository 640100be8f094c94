import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { EngineCall, EngineInput, EngineOutput } from '@shared/contract/engine'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'

export interface Answer<C extends EngineCall> {
  /** The newest answer; it stays while a newer question is under way. */
  readonly value: Readonly<ShallowRef<EngineOutput<C> | undefined>>
  /** Why the question as it is now has no answer. */
  readonly error: Readonly<ShallowRef<AppError | undefined>>
}

/**
 * Asks the engine whenever the question changes, and once more when the engine comes back. At most
 * one question is under way; while a slider moves, those in between are left out. `undefined` asks
 * nothing.
 */
export function useAnswer<C extends EngineCall>(
  call: C,
  question: () => EngineInput<C> | undefined,
): Answer<C> {
  const value = shallowRef<EngineOutput<C>>()
  const error = shallowRef<AppError>()
  let wanted: EngineInput<C> | undefined
  let [busy, disposed] = [false, false]

  async function work(): Promise<void> {
    if (busy) return
    busy = true
    while (wanted !== undefined && !disposed) {
      const asked = wanted
      wanted = undefined
      try {
        value.value = await engine().call(call, asked)
        error.value = undefined
      } catch (thrown) {
        error.value = AppError.from(thrown)
      }
    }
    busy = false
  }
  const ask = (next: EngineInput<C> | undefined): void => {
    wanted = next
    void work()
  }
  // By value: pointing at something makes a new state, but no new question.
  watch(
    () => JSON.stringify(question()),
    () => ask(question()),
    { immediate: true },
  )
  const off = engine().onConnected((connected) => {
    if (connected) ask(question())
  })
  onScopeDispose(() => {
    disposed = true
    off()
  })
  return { value, error }
}
