import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Measurement } from '@shared/contract/builder'
import { ASSUMED_RATE, estimateStep } from '@shared/model/estimate'
import { engine } from '@renderer/api'
import { useJobs } from '@renderer/stores/jobs'
import { useMessages } from '@renderer/stores/messages'
import { useModelDocument } from './document/store'
import { newestRate, withRate } from './rates'
import { useSetup } from './setup'

const SUBJECT = 'measure'
const STEPS = 5

const useMeasured = defineStore('step-measurement', () => ({
  last: shallowRef<{ readonly key: string; readonly measurement: Measurement }>(),
}))

/** What a training step needs: estimated at once, measured on request. */
export function useStepCost() {
  const [store, jobs, messages] = [useModelDocument(), useJobs(), useMessages()]
  const { batchSize, optimizer, rates } = storeToRefs(useSetup())
  const { last } = storeToRefs(useMeasured())

  const rate = computed(() => newestRate(rates.value) ?? ASSUMED_RATE)
  const estimate = computed(() => {
    const { layers, draft, totals } = store.examination
    const inputShape = [draft.input.height, draft.input.width, draft.input.channels]
    return estimateStep(
      { inputShape, layers: layers as never },
      { layers: layers.map(({ summary }) => summary), totals },
      { batchSize: batchSize.value, optimizer: optimizer.value, rate: rate.value },
    )
  })
  const key = computed(() =>
    JSON.stringify([store.examination.spec, batchSize.value, optimizer.value]),
  )
  /** Of the network as it stands; any edit makes it a thing of the past. */
  const measured = computed(() =>
    last.value && last.value.key === key.value ? last.value.measurement : undefined,
  )
  const measuring = computed(() => jobs.find(SUBJECT) !== undefined)

  async function measure(): Promise<void> {
    const { spec } = store.examination
    if (!spec) return
    const [asked, { macs }] = [key.value, estimate.value]
    const measurement = await jobs.track(spec.name, SUBJECT, (options) =>
      engine().call(
        'builder.measure',
        { spec, batchSize: batchSize.value, optimizer: optimizer.value, steps: STEPS },
        options,
      ),
    )
    if (!measurement) return
    last.value = { key: asked, measurement }
    rates.value = withRate(rates.value, measurement.device, macs / measurement.secondsPerStep)
  }

  return {
    estimate,
    measured,
    measuring,
    rate,
    assumed: computed(() => Object.keys(rates.value).length === 0),
    measure: (): void => void messages.attempt(measure, store.draft.name),
  }
}
