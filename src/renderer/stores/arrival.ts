import { defineStore } from 'pinia'
import { ref } from 'vue'

/**
 * Whether the engine that is there has been told what it has to know: it may be a new process,
 * which knows of nothing. `returning` tells it.
 */
export const useArrival = defineStore('arrival', () => {
  /** Until all is brought back, what is missing from the engine's lists has not gone. */
  const settling = ref(true)
  /** How many engines have been told; who waits for the next one watches this. */
  const settled = ref(0)

  return {
    settling,
    settled,
    unsettle: (): void => void (settling.value = true),
    settle(): void {
      settling.value = false
      settled.value += 1
    },
  }
})
