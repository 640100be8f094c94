import { defineExperiment } from '../../definition'
import PixelwiseDense from './PixelwiseDense.vue'
import { pixelwiseStateSchema, type PixelwiseState } from './state'

/** A 1×1 convolution is a dense layer at each pixel. */
export const pixelwiseExperiment = defineExperiment<PixelwiseState>({
  id: 'pixelwise',
  schema: pixelwiseStateSchema,
  component: PixelwiseDense,
})
