import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { createMeasurement } from '@renderer/async/measurement'
import { useInspectedModel } from '../inspect/model'
import { useStrip } from '../inspect/strip'
import { runIdOf } from '../models/listed'
import { useFieldQuestion } from './question'

/** The effective field after each epoch of a run. */
export const useFieldFilm = defineStore('field-film', () => {
  const [inspected, question, strip] = [useInspectedModel(), useFieldQuestion(), useStrip()]
  const { measure, ...film } = createMeasurement('fields.film')
  const epoch = ref(0)
  const run = computed(() => runIdOf(inspected.model))
  const frames = computed(() => film.answer.value?.frames ?? [])
  const frame = computed(() => frames.value.at(epoch.value))

  async function make(): Promise<void> {
    const [id, { target, source }] = [run.value, question]
    if (!id || !target || !source || source.kind === 'random') return
    await measure({ run: id, target, source })
    epoch.value = Math.max(0, frames.value.length - 1)
  }

  // Made on other pictures, a frame would be taken for the field on these.
  watch(
    () => [inspected.model, question.target, question.picture, question.source, strip.invert],
    film.clear,
  )

  return { ...film, run, epoch, frames, frame, make }
})
