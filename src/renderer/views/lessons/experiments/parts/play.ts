import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { usePreferredReducedMotion } from '@vueuse/core'
import { usePlayer } from '../../player'

/** Positions a second. */
export const SPEEDS: readonly number[] = [1, 2, 4, 8, 16, 60]

export interface Play {
  readonly playing: Ref<boolean>
  readonly speed: Readonly<Ref<number>>
  setSpeed(speed: number): void
  /** Whether the system asks for no movement: stepping and the slider still work. */
  readonly still: ComputedRef<boolean>
  toggle(): void
  step(by: number): void
}

/**
 * Moves a position from one output cell to the next, at so many a second; after the last it begins
 * again.
 * @param count how many positions there are
 * @param position the one shown now
 * @param show shows another
 */
export function usePlay(
  count: () => number,
  position: () => number,
  show: (position: number) => void,
): Play {
  const playing = ref(false)
  const speed = ref(4)
  const motion = usePreferredReducedMotion()
  const still = computed(() => motion.value === 'reduce')
  let frame = 0
  let due = 0

  function advance(by: number): void {
    const total = count()
    if (total > 0) show((((position() + by) % total) + total) % total)
  }

  function tick(now: number): void {
    if (!playing.value) return
    const interval = 1000 / speed.value
    if (due === 0 || now - due > 1000) due = now + interval
    // A frame's time is never quite the interval: the next is due from when this one was.
    if (now >= due - 4) {
      due += interval
      advance(1)
    }
    frame = requestAnimationFrame(tick)
  }

  watch(playing, (on) => {
    cancelAnimationFrame(frame)
    due = 0
    if (on) frame = requestAnimationFrame(tick)
  })
  watch(still, (on) => {
    if (on) playing.value = false
  })

  const play: Play = {
    playing,
    speed,
    setSpeed: (next) => void (speed.value = next),
    still,
    toggle: () => void (playing.value = !playing.value && !still.value),
    step(by) {
      playing.value = false
      advance(by)
    },
  }
  const player = usePlayer()
  player.target = play
  onScopeDispose(() => {
    cancelAnimationFrame(frame)
    if (player.target === play) player.target = undefined
  })
  return play
}
