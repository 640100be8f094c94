import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { useTimeMachine } from '@renderer/stores/runs/time-machine'

const FRAME_MS = 300

/** Whether time goes on by itself: from the first moment if it stands at the last, and until then. */
export function usePlay(): Ref<boolean> {
  const time = useTimeMachine()
  const playing = ref(false)
  const isAtEnd = (): boolean => time.place >= time.moments.length - 1
  let timer: ReturnType<typeof setInterval> | undefined

  watch(playing, (on) => {
    clearInterval(timer)
    if (!on) return
    if (isAtEnd()) time.place = 0
    timer = setInterval(() => {
      if (isAtEnd()) playing.value = false
      else time.place += 1
    }, FRAME_MS)
  })
  watch(
    () => time.run?.id,
    () => (playing.value = false),
  )
  onBeforeUnmount(() => clearInterval(timer))
  return playing
}
