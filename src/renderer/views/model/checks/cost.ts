import { defineStore } from 'pinia'
import { computed } from 'vue'
import { proofExamples, proofSeconds, suited } from '@shared/model/lint/proof'
import { resolveModel } from '@shared/model/resolve'
import { summarise } from '@shared/model/summary'
import { useDatasets } from '@renderer/stores/datasets'
import { useModelDocument } from '../document/store'
import { useSetup } from '../setup'
import { useProofRate } from './rate'

/**
 * An estimate is told in steps that don't feign precision: 5 s in the first minute, then 10 s, from
 * five minutes on 30 s.
 */
export function roughly(seconds: number): number {
  const step = seconds < 60 ? 5 : seconds < 300 ? 10 : 30
  return Math.ceil(seconds / step) * step
}

/**
 * What proving a warning of the current network takes, in seconds, as far as it can be told before:
 * twice what the network itself takes. A fix weighs about as much, and to compute each of them
 * for the pictures would be more than an estimate is worth.
 */
export const useProofCost = defineStore('proof-cost', () => {
  const [store, datasets, setup] = [useModelDocument(), useDatasets(), useSetup()]
  const { rate } = useProofRate()

  const totals = computed(() => {
    const info = datasets.find(setup.dataset)
    const { spec } = store.examination
    if (!spec || !info) return undefined
    try {
      return summarise(resolveModel(suited(spec, { ...info, classes: info.classes.length }))).totals
    } catch {
      // It can't be made to suit the pictures: the attempt to prove it says why.
      return undefined
    }
  })
  const seconds = computed(
    () =>
      totals.value &&
      2 * proofSeconds(totals.value, proofExamples(totals.value.macs, rate.value), rate.value),
  )
  return { seconds }
})
