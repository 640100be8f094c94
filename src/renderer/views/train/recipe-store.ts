import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import type { ModelRef } from '@shared/contract/models'
import { fitToDataset } from '@shared/model/fit'
import { namesNeeded } from '@shared/model/output/meaning'
import { trainedMeaning } from '@shared/model/output/trained'
import type { Recipe } from '@shared/model/recipe'
import { trainableLayers } from '@shared/model/frozen'
import { requireLogits, resolveModel, type ResolvedModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import { DEFAULT_FITTING } from '@shared/recipe/fitting'
import { summarise, type ModelSummary } from '@shared/model/summary'
import { engine } from '@renderer/api'
import { useDatasets } from '@renderer/stores/datasets'
import type { Start } from '@shared/recipe/start'
import { checkDraft } from './recipe-check'
import { chapterDraft, draftOf, type RecipeDraft } from './recipe-draft'
import { errorText } from '@renderer/i18n/error-text'

export const CHAPTER_MODEL: ModelRef = 'preset:lenet'
export const CHAPTER_DATASET = 'fashion-mnist'
/** Stands for the network of a loaded recipe where a model is chosen. */
export const LOADED = 'recipe'

/** All that the form holds, as plain values. */
export interface FormSnapshot {
  readonly model: ModelRef
  readonly dataset: string
  readonly draft: RecipeDraft
  readonly loadedSpec: ModelSpec | null
}

interface Network {
  readonly spec: ModelSpec
  readonly summary?: ModelSummary
  /** How many classes it tells apart. */
  readonly classes?: number
  readonly resolved?: ResolvedModel
  /** Layers with weights that can be frozen. */
  readonly layers?: readonly string[]
  /** Why it can't be trained on this data set. */
  readonly problem?: string
}

/** The recipe being written. It outlives the view, so that going elsewhere loses nothing. */
export const useRecipeForm = defineStore('recipe-form', () => {
  const datasets = useDatasets()
  const model = ref<ModelRef>(CHAPTER_MODEL)
  const dataset = ref(CHAPTER_DATASET)
  const draft = reactive(chapterDraft())
  /** The network of a loaded recipe, which need not be in the list of models. */
  const loadedSpec = shallowRef<ModelSpec>()
  /** Where the weights of a loaded recipe came from. */
  const loadedStart = shallowRef<Start>()
  const listedSpec = shallowRef<ModelSpec>()
  const modelError = ref<string>()
  const loading = ref(false)

  async function learnModel(chosen: ModelRef): Promise<void> {
    modelError.value = undefined
    if (chosen === LOADED) return
    loadedStart.value = undefined
    loading.value = true
    try {
      const { spec } = await engine().call('models.detail', { model: chosen })
      if (model.value === chosen) listedSpec.value = spec
    } catch (error) {
      if (model.value === chosen) modelError.value = errorText(error)
    } finally {
      if (model.value === chosen) loading.value = false
    }
  }
  watch(model, learnModel)

  /**
   * Pictures that the network will be shown are fitted as those that it is trained on were; the
   * choice stays open. A validation part that came with the pictures is what it is for.
   */
  function chooseDataset(id: string): void {
    dataset.value = id
    const info = datasets.find(id)
    draft.fitting = info?.fit ?? DEFAULT_FITTING
    if (info?.validation !== undefined) draft.validation = 'own'
    else if (draft.validation === 'own') draft.validation = 'none'
  }

  /** The network as it will be trained: suited to the data set's pictures and classes. */
  const network = computed<Network | undefined>(() => {
    const base = model.value === LOADED ? loadedSpec.value : listedSpec.value
    if (!base) return undefined
    const info = datasets.find(dataset.value)
    const known = info && info.height > 0 && info.classes.length > 0
    const spec = known
      ? fitToDataset(base, {
          height: info.height,
          width: info.width,
          channels: info.channels,
          classes: info.classes.length,
        })
      : base
    try {
      const resolved = resolveModel(spec)
      requireLogits(resolved)
      const classes = namesNeeded(trainedMeaning(resolved), resolved.classes)
      const layers = trainableLayers(resolved)
      return { spec, summary: summarise(resolved), classes, resolved, layers }
    } catch (error) {
      return { spec, problem: errorText(error) }
    }
  })

  /** What is set aside in the data set now. */
  const present = computed(() => datasets.find(dataset.value)?.setAside)
  const corrected = computed(() => datasets.find(dataset.value)?.relabelled)
  // A list of pictures is of one data set.
  watch(
    dataset,
    () => {
      if (typeof draft.setAside === 'object') draft.setAside = 'present'
      if (typeof draft.relabelled === 'object') draft.relabelled = 'present'
    },
    { flush: 'sync' },
  )

  const checked = computed(() =>
    network.value
      ? checkDraft(draft, network.value.spec, dataset.value, {
          present: present.value,
          corrected: corrected.value,
          classes: network.value.classes,
          resolved: network.value.resolved,
        })
      : undefined,
  )

  /** What can be started, if nothing stands against it. */
  const recipe = computed(() =>
    network.value?.problem === undefined ? checked.value?.recipe : undefined,
  )

  const snapshot = (): FormSnapshot => ({
    model: model.value,
    dataset: dataset.value,
    draft: { ...draft, augment: { ...draft.augment } },
    loadedSpec: loadedSpec.value ?? null,
  })
  function put(next: FormSnapshot): void {
    // First the data set: another one takes the list of pictures set aside with it.
    dataset.value = next.dataset
    Object.assign(draft, { ...next.draft, augment: { ...next.draft.augment } })
    loadedSpec.value = next.loadedSpec ?? undefined
    model.value = next.model
  }

  function reset(): void {
    Object.assign(draft, chapterDraft())
    model.value = CHAPTER_MODEL
    dataset.value = CHAPTER_DATASET
  }

  function take(loaded: Recipe): void {
    dataset.value = loaded.dataset
    Object.assign(draft, draftOf(loaded))
    loadedSpec.value = loaded.model
    loadedStart.value = loaded.start
    model.value = LOADED
  }

  /** Another network for the current recipe, which need not be in the list of models. */
  function takeSpec(spec: ModelSpec): void {
    loadedSpec.value = spec
    loadedStart.value = undefined
    model.value = LOADED
  }

  return {
    model,
    dataset,
    draft,
    loadedSpec,
    loadedStart,
    modelError,
    loading,
    network,
    checked,
    recipe,
    learnModel,
    chooseDataset,
    snapshot,
    put,
    reset,
    take,
    takeSpec,
  }
})
