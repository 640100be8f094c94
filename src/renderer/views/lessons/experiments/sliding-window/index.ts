import { defineExperiment } from '../../definition'
import SlidingWindow from './SlidingWindow.vue'
import type { SlidingOptions } from './options'
import { slidingStateSchema, type SlidingState } from './state'

export { slidingState, type SlidingState } from './state'

/** The heart of the lessons: a window that slides over an input, with every number in sight. */
export const slidingWindow = defineExperiment<SlidingState, SlidingOptions>({
  id: 'sliding-window',
  schema: slidingStateSchema,
  component: SlidingWindow,
})
