import { defineExperiment } from '../../definition'
import LearnKernel from './LearnKernel.vue'
import { learnKernelStateSchema, type LearnKernelState } from './state'

/** A kernel that is learnt, one update after another. */
export const learnKernelExperiment = defineExperiment<LearnKernelState>({
  id: 'learn-kernel',
  schema: learnKernelStateSchema,
  component: LearnKernel,
})
