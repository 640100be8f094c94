import { defineExperiment } from '../../definition'
import ShiftLayers from './ShiftLayers.vue'
import { shiftStateSchema, type ShiftState } from './state'

/** What a shift of the input does to the output. */
export const shiftExperiment = defineExperiment<
  ShiftState,
  { readonly about: 'equivariance' | 'invariance' }
>({ id: 'shift', schema: shiftStateSchema, component: ShiftLayers })
