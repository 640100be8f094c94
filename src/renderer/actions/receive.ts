import { watch } from 'vue'
import { useHandOver, type Handed, type HandedKind } from '@renderer/stores/hand-over'

/** Takes what other views leave of this kind, now and while the component is there. */
export function useReceived<K extends HandedKind>(kind: K, take: (what: Handed[K]) => void): void {
  const handOver = useHandOver()
  watch(
    () => handOver.waiting(kind),
    () => {
      const what = handOver.take(kind)
      if (what !== undefined) take(what)
    },
    { immediate: true },
  )
}
