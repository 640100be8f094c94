import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { EffectiveFieldAnswer } from '@shared/contract/fields'
import { createMeasurement } from '@renderer/async/measurement'
import { createPacer } from '@renderer/async/pacer'
import { useInspectedModel } from '../inspect/model'
import { usePass } from '../inspect/pass'
import { useWorkbench } from '../workbench'
import { useFields } from './fields'
import { useFieldFilm } from './film'
import { useFieldQuestion } from './question'

/** The effective field of the selected unit, by gradients: it follows the unit. */
export const useEffectiveField = defineStore('effective-field', () => {
  const [inspected, question, passes] = [useInspectedModel(), useFieldQuestion(), usePass()]
  const { measure, ...effective } = createMeasurement('fields.effective')
  const isShown = ref(true)
  /**
   * Nothing is measured for a view that isn't there: a training would pay for it with each of its
   * updates.
   */
  const seen = computed(() => useWorkbench().view === 'fields' && isShown.value)

  /** At most one request is on its way, and then the newest. */
  const following = createPacer({
    async run() {
      const [{ model }, { target, source }] = [inspected, question]
      if (model && target && source && seen.value) await measure({ model, target, source })
    },
  })
  watch(
    () => [passes.pass?.id, question.target, question.source, seen.value],
    () => {
      if (!question.target) effective.clear()
      else if (seen.value) following.poke()
    },
    { immediate: true },
  )

  /**
   * What is laid over the picture: the film's frame where there is a film, else the field as it is
   * now.
   */
  const shown = computed((): Pick<EffectiveFieldAnswer, 'map' | 'spread'> | undefined => {
    if (useFields().direction === 'up' || !isShown.value) return undefined
    return useFieldFilm().frame ?? effective.answer.value
  })

  return { ...effective, isShown, shown }
})
