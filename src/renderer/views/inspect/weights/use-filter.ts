import { shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { Filter } from '@shared/contract/probe'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { useEdits } from '@renderer/stores/inspect/edits'
import { useInspectedModel } from '@renderer/stores/inspect/model'
import { usePass } from '@renderer/stores/inspect/pass'

interface FilterPlace {
  readonly layer: string
  readonly channel: number
}

/** The weights of a channel as they are now: they follow the model, its edits and its training. */
export function useFilter(place: MaybeRefOrGetter<FilterPlace | undefined>) {
  const [inspected, edits, passes] = [useInspectedModel(), useEdits(), usePass()]
  const filter = shallowRef<Filter>()
  const error = shallowRef<AppError>()
  let asked = 0

  async function learn(): Promise<void> {
    const mine = ++asked
    const [model, at] = [inspected.model, toValue(place)]
    if (!model || !at) {
      filter.value = undefined
      error.value = undefined
      return
    }
    try {
      const answer = await engine().call('probe.filter', { model, ...at })
      if (mine !== asked) return
      filter.value = answer
      error.value = undefined
    } catch (thrown) {
      if (mine === asked) error.value = AppError.from(thrown)
    }
  }
  watch(
    [
      () => inspected.model,
      () => JSON.stringify(toValue(place)),
      () => edits.current,
      () => passes.pass?.step,
    ],
    learn,
    { immediate: true },
  )

  return { filter, error }
}
