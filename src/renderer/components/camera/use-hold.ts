import { onScopeDispose, ref } from 'vue'
import { useEventListener } from '@vueuse/core'

/** Least time between two pictures. */
const EVERY_MS = 100

/**
 * Something done again and again while a button is held, by pointer or by Space or Enter; once at
 * least.
 */
export function useHold(run: () => void) {
  const held = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  function end(): void {
    held.value = false
    clearInterval(timer)
  }

  function begin(): void {
    if (held.value) return
    held.value = true
    run()
    timer = setInterval(run, EVERY_MS)
  }

  const isKey = ({ key }: KeyboardEvent): boolean => key === ' ' || key === 'Enter'
  useEventListener(window, ['pointerup', 'pointercancel', 'blur'], end)
  onScopeDispose(end)

  return {
    held,
    listeners: {
      pointerdown: (event: PointerEvent) => {
        if (event.button === 0) begin()
      },
      keydown: (event: KeyboardEvent) => {
        if (!isKey(event)) return
        event.preventDefault()
        begin()
      },
      keyup: (event: KeyboardEvent) => {
        if (isKey(event)) end()
      },
      blur: end,
    },
  }
}
