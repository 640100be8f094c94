import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { nextTurn } from '@renderer/composables/history/turn'

/** A change outside the views' histories that can be taken back: a deletion, a discard. */
interface Step {
  readonly turn: number
  readonly undo: () => void
}

/** What messages have offered to take back in this session, also after they have gone. */
export const useTakeBack = defineStore('take-back', () => {
  const steps = shallowRef<readonly Step[]>([])
  /** When the newest was done; 0 where there is none. */
  const turn = computed(() => steps.value.at(-1)?.turn ?? 0)

  function add(undo: () => void): Step {
    const step = { turn: nextTurn(), undo }
    steps.value = [...steps.value, step]
    return step
  }

  /** Takes it back, once. */
  function run(step: Step): void {
    if (!steps.value.includes(step)) return
    steps.value = steps.value.filter((other) => other !== step)
    step.undo()
  }

  function runLast(): void {
    const last = steps.value.at(-1)
    if (last) run(last)
  }

  return { turn, add, run, runLast }
})
