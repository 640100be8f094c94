import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { createMeasurement } from '@renderer/async/measurement'
import { useInspectedModel } from '../inspect/model'
import { useStrip } from '../inspect/strip'
import { useFields } from './fields'
import { useFieldQuestion } from './question'

/** By how much each pixel is changed. */
const DELTA = 0.5

/** The empirical field: every pixel is changed in turn, and the unit is watched. */
export const useEmpiricalField = defineStore('empirical-field', () => {
  const [inspected, question, strip] = [useInspectedModel(), useFieldQuestion(), useStrip()]
  const { measure, ...empirical } = createMeasurement('fields.empirical')

  async function tryPixels(): Promise<void> {
    const [{ model }, { target, picture }] = [inspected, question]
    if (model && target && picture)
      await measure({ model, picture, invert: strip.invert, target, delta: DELTA })
  }

  watch(() => [inspected.model, question.target, question.picture, strip.invert], empirical.clear)

  const moved = computed(() =>
    useFields().direction === 'down' ? empirical.answer.value : undefined,
  )
  return { ...empirical, moved, tryPixels }
})
