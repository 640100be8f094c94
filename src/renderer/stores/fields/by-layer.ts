import { defineStore } from 'pinia'
import { watch } from 'vue'
import { createMeasurement } from '@renderer/async/measurement'
import { useInspectedModel } from '../inspect/model'
import { useFieldQuestion } from './question'

/** The effective field of every layer's middle unit. */
export const useLayerFields = defineStore('layer-fields', () => {
  const [inspected, question] = [useInspectedModel(), useFieldQuestion()]
  const { measure, ...byLayer } = createMeasurement('fields.byLayer')

  async function measureLayers(): Promise<void> {
    const [{ model }, { source }] = [inspected, question]
    if (model && source) await measure({ model, source })
  }
  watch(() => [inspected.model, question.source], byLayer.clear)

  return { ...byLayer, measureLayers }
})
