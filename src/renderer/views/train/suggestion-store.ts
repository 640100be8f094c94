import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { EngineOutput } from '@shared/contract/engine'
import { engine } from '@renderer/api'
import { errorText } from '@renderer/i18n/error-text'
import { useDatasets } from '@renderer/stores/datasets'
import { chapterDraft } from './recipe-draft'
import { CHAPTER_DATASET, CHAPTER_MODEL, LOADED, useRecipeForm } from './recipe-store'

type Suggestion = EngineOutput<'suggest.recipe'>

/**
 * What is proposed for the form's data set. As long as nobody has changed the form, the proposal
 * for a data set other than the chapter's stands in it at once.
 */
export const useSuggestion = defineStore('suggestion', () => {
  const form = useRecipeForm()
  const suggestion = shallowRef<Suggestion>()
  const loading = ref(false)
  const error = ref<string>()
  /** The form as the proposal left it. */
  const taken = ref<string>()

  /**
   * What the user could have changed; fitting, validation and what is set aside follow the data set.
   */
  const written = (draft: object): object => ({
    ...draft,
    ...{ fitting: '', setAside: '', validation: '', validationShare: '', patience: '' },
  })
  const standing = computed(() =>
    JSON.stringify([
      form.model,
      form.model === LOADED ? form.loadedSpec : undefined,
      written(form.draft),
    ]),
  )
  const chapter = JSON.stringify([CHAPTER_MODEL, undefined, written(chapterDraft())])

  const isTaken = computed(() => suggestion.value !== undefined && standing.value === taken.value)
  const isUnchanged = computed(() => standing.value === chapter || standing.value === taken.value)

  function take(): void {
    if (!suggestion.value) return
    const { validation, validationShare, patience } = form.draft
    form.take(suggestion.value.recipe)
    Object.assign(form.draft, { setAside: 'present', validation, validationShare, patience })
    taken.value = standing.value
  }

  /** Asks for a proposal, which a change of the data set makes obsolete. */
  async function ask(): Promise<void> {
    const { dataset } = form
    loading.value = true
    error.value = undefined
    try {
      const found = await engine().call('suggest.recipe', { dataset })
      if (form.dataset === dataset) suggestion.value = found
    } catch (thrown) {
      if (form.dataset === dataset) error.value = errorText(thrown)
    } finally {
      if (form.dataset === dataset) loading.value = false
    }
  }

  async function propose(): Promise<void> {
    await ask()
    if (isUnchanged.value) take()
  }

  /** The chapter's recipe, for the data set that is chosen. */
  function takeChapter(): void {
    const { dataset } = form
    form.reset()
    form.chooseDataset(dataset)
  }

  const isReady = computed(() => useDatasets().find(form.dataset)?.state === 'ready')
  watch(
    [() => form.dataset, isReady],
    ([dataset, ready], [before]) => {
      if (dataset !== before) {
        if (isTaken.value) takeChapter()
        suggestion.value = undefined
        loading.value = false
        error.value = undefined
      }
      if (ready && dataset !== CHAPTER_DATASET && isUnchanged.value) void propose()
    },
    { immediate: true },
  )

  return { suggestion, loading, error, isTaken, take, takeChapter, ask: () => void propose() }
})
