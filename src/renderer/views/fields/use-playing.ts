import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { useFieldFilm } from '@renderer/stores/fields/film'

const FRAME_MS = 450

/** Whether the film plays: from its beginning if it stands at its end, and until then. */
export function usePlaying(): Ref<boolean> {
  const film = useFieldFilm()
  const playing = ref(false)
  const isAtEnd = (): boolean => film.epoch >= film.frames.length - 1
  let timer: ReturnType<typeof setInterval> | undefined

  watch(playing, (on) => {
    clearInterval(timer)
    if (!on) return
    if (isAtEnd()) film.epoch = 0
    timer = setInterval(() => {
      if (isAtEnd()) playing.value = false
      else film.epoch += 1
    }, FRAME_MS)
  })
  watch(
    () => film.frames,
    () => (playing.value = false),
  )
  onBeforeUnmount(() => clearInterval(timer))
  return playing
}
