import { useLocalStorage } from '@vueuse/core'
import { defineStore, storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { RunInfo } from '@shared/contract/training'
import { PROOF } from '@shared/model/lint/proof'
import { useStepCost } from '../measure'
import { newestRate, withRate, type Rates } from '../rates'

/**
 * Seconds of steps. A shorter training tells more of what surrounds its steps than of the machine.
 */
const TELLING_S = 10

/**
 * Multiply-accumulates a second of a proof's training: forward once, and twice as much backward.
 * @param macs for one picture
 * @param examples pictures of an epoch
 * @returns undefined where the training is too short to tell
 */
export function observedRate(
  macs: number,
  examples: number,
  examplesPerSecond: number | undefined,
): number | undefined {
  if (examplesPerSecond === undefined || examplesPerSecond <= 0) return undefined
  return (examples * PROOF.epochs) / examplesPerSecond < TELLING_S
    ? undefined
    : 3 * macs * examplesPerSecond
}

/** By device, as proofs have found it; the newest last. */
const useObserved = defineStore('proof-rates', () => ({
  observed: useLocalStorage<Rates>('proof-rates', {}),
}))

/**
 * The rate that proofs are reckoned with: as a step was measured, else as an earlier proof found
 * it, else assumed.
 */
export function useProofRate() {
  const { rate: stepRate, assumed } = useStepCost()
  const { observed } = storeToRefs(useObserved())

  function observe({ device }: Pick<RunInfo, 'device'>, rate: number | undefined): void {
    if (rate === undefined) return
    observed.value = withRate(observed.value, device, rate)
  }

  return {
    rate: computed(() =>
      assumed.value ? (newestRate(observed.value) ?? stepRate.value) : stepRate.value,
    ),
    observe,
  }
}
