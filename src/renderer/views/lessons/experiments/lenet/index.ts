import { defineExperiment } from '../../definition'
import LenetBench from './LenetBench.vue'
import { lenetStateSchema, type LenetState } from './state'

/** LeNet, its exercises and its curves. */
export const lenetExperiment = defineExperiment<LenetState>({
  id: 'lenet',
  schema: lenetStateSchema,
  component: LenetBench,
})
