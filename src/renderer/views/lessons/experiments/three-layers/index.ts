import { defineExperiment } from '../../definition'
import ThreeLayers from './ThreeLayers.vue'
import { threeLayersStateSchema, type ThreeLayersState } from './state'

/** From a dense layer to a convolution. */
export const threeLayersExperiment = defineExperiment<ThreeLayersState>({
  id: 'three-layers',
  schema: threeLayersStateSchema,
  component: ThreeLayers,
})
