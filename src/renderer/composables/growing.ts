import { computed, type ComputedRef, onScopeDispose, ref, watch } from 'vue'

interface Growth {
  /** Items that are there at once: more than fit the screen. */
  readonly first: number
  /** Items that each further frame adds. */
  readonly more: number
}

/**
 * A list from its beginning, which grows frame by frame until it is whole: a long one never keeps
 * the window waiting.
 */
export function useGrowing<T>(
  items: () => readonly T[],
  { first, more }: Growth,
): ComputedRef<readonly T[]> {
  const length = ref(first)
  let frame = 0

  function grow(): void {
    frame = 0
    if (length.value >= items().length) return
    length.value += more
    frame = requestAnimationFrame(grow)
  }
  watch(
    () => items().length,
    () => {
      if (frame === 0) frame = requestAnimationFrame(grow)
    },
    { immediate: true },
  )
  onScopeDispose(() => cancelAnimationFrame(frame))

  return computed(() => (length.value < items().length ? items().slice(0, length.value) : items()))
}
