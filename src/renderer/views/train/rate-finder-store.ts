import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { EngineOutput } from '@shared/contract/engine'
import { engine } from '@renderer/api'
import { useJobs } from '@renderer/stores/jobs'
import { useMessages } from '@renderer/stores/messages'
import { useRecipeForm } from './recipe-store'

const SUBJECT = 'rates'

/** The test of learning rates for the form's recipe. */
export const useRateFinder = defineStore('rate-finder', () => {
  const [form, jobs, messages] = [useRecipeForm(), useJobs(), useMessages()]
  const last = shallowRef<{ readonly key: string; readonly found: EngineOutput<'rates.find'> }>()

  /** All that decides the test; the rate and the schedule don't. */
  const key = computed(() => {
    if (!form.recipe) return ''
    const { learningRate: _, schedule: __, epochs: ___, ...rest } = form.recipe
    return JSON.stringify(rest)
  })
  /** Of the recipe as it stands; any edit makes it a thing of the past. */
  const found = computed(() => (last.value?.key === key.value ? last.value.found : undefined))
  const job = computed(() => jobs.find(SUBJECT))

  async function run(): Promise<void> {
    const { recipe } = form
    if (!recipe) return
    const asked = key.value
    const answer = await jobs.track(recipe.model.name, SUBJECT, (options) =>
      engine().call('rates.find', { recipe }, options),
    )
    if (answer) last.value = { key: asked, found: answer }
  }

  function take(): void {
    const rate = found.value?.suggestion
    if (rate) form.draft.learningRate = String(rate)
  }

  return {
    found,
    job,
    take,
    find: (): void => void messages.attempt(run, form.recipe?.model.name ?? ''),
  }
})
