import { defineExperiment } from '../../definition'
import ShapeCalculator from './ShapeCalculator.vue'
import { shapeStateSchema, type ShapeState } from './state'

/** Output sizes before anything is computed. */
export const shapeCalculator = defineExperiment<ShapeState>({
  id: 'shape-calculator',
  schema: shapeStateSchema,
  component: ShapeCalculator,
})
