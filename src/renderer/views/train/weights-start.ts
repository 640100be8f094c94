import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { ModelEntry, ModelRef } from '@shared/contract/models'
import type { StartFrom } from '@shared/contract/training'
import { engine } from '@renderer/api'
import { runIdOf } from '@renderer/stores/models/listed'
import { useModels } from '@renderer/stores/models/models'
import { useRuns } from '@renderer/stores/runs/runs'
import { draftOf } from './recipe-draft'
import { useRecipeForm } from './recipe-store'

/** The rate of a model whose own is not known: the chapter's would undo what it has learned. */
const CAREFUL_RATE = '0.01'
const words = (values: readonly number[] | undefined): string => (values ?? []).join(', ')

/** Whether the next training goes on from the weights of the chosen model. */
export const useWeightsStart = defineStore('weights-start', () => {
  const [form, models, runs] = [useRecipeForm(), useModels(), useRuns()]
  /** The model whose weights were chosen; another model in the form starts fresh again. */
  const weightsOf = ref<ModelRef>()
  const isGoingOn = computed(
    () => weightsOf.value === form.model && models.find(form.model)?.trained === true,
  )

  /**
   * Chooses a model with its weights. Its preprocessing belongs to them, so it is taken over, and
   * the settings of a run with it.
   */
  function goOn({ ref: model, preprocessing }: ModelEntry): void {
    form.model = model
    weightsOf.value = model
    const run = runs.runs.find(({ id }) => model === `run:${id}`)
    if (run) {
      const { setAside, lesson } = form.draft
      const chosen = { setAside, lesson, frozen: [], layerRates: {} }
      Object.assign(form.draft, draftOf(run.recipe), chosen)
      form.dataset = run.recipe.dataset
      return
    }
    form.draft.learningRate = CAREFUL_RATE
    form.draft.mean = words(preprocessing?.normalisation?.mean)
    form.draft.std = words(preprocessing?.normalisation?.std)
    if (preprocessing?.fitting) form.draft.fitting = preprocessing.fitting
  }

  function startFresh(): void {
    weightsOf.value = undefined
  }

  /** The epochs of the chosen run whose weights are kept, the newest first. */
  const epochs = ref<readonly number[]>([])
  /** The chosen one; the newest weights without it. */
  const epoch = ref<number>()
  watch([isGoingOn, () => form.model], async () => {
    epoch.value = undefined
    epochs.value = []
    const run = runIdOf(form.model)
    if (!isGoingOn.value || run === undefined) return
    const kept = await engine()
      .call('runs.epochs', { run })
      .catch(() => [])
    if (runIdOf(form.model) === run) epochs.value = [...kept].reverse()
  })

  /** For the engine; undefined for fresh weights. */
  const source = computed<StartFrom | undefined>(() =>
    isGoingOn.value
      ? { model: form.model, ...(epoch.value === undefined ? {} : { epoch: epoch.value }) }
      : undefined,
  )

  return { isGoingOn, goOn, startFresh, epochs, epoch, source }
})
