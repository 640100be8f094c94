import { defineStore, storeToRefs } from 'pinia'
import { computed, ref } from 'vue'
import type { MessageKey } from '@renderer/i18n'
import { isUsable, useDatasets } from '@renderer/stores/datasets'
import { useEngine } from '@renderer/stores/engine'
import { useMessages } from '@renderer/stores/messages'
import { useRuns } from '@renderer/stores/runs/runs'
import { useRunControl } from '@renderer/stores/runs/control'
import { freeTitle } from './free-title'
import { useRecipeForm } from './recipe-store'
import { useSuggestion } from './suggestion-store'
import { useWeightsStart } from './weights-start'
import { useRunSelection } from '@renderer/stores/runs/selection'

/** Whether a start has been asked for and not been answered. */
const useStarting = defineStore('start', () => ({ busy: ref(false) }))

/** Starting a training: whether it can be done, and if not, why. */
export function useStart() {
  const form = useRecipeForm()
  const runs = useRuns()
  const control = useRunControl()
  const { busy } = storeToRefs(useStarting())

  const reason = computed<MessageKey | undefined>(() => {
    if (!useEngine().connected) return 'train.actions.needsEngine'
    if (runs.running) return 'train.actions.busy'
    const dataset = useDatasets().find(form.dataset)
    if (dataset && !isUsable(dataset)) return 'train.actions.needsDataset'
    if (useSuggestion().loading) return 'train.actions.needsSuggestion'
    return form.recipe ? undefined : 'train.actions.needsFix'
  })

  /** The run that starting this one would stop. */
  const held = computed(() => (runs.active && !runs.running ? runs.active.title : undefined))

  async function begin(): Promise<void> {
    if (!form.recipe || busy.value) return
    busy.value = true
    try {
      const title = freeTitle(
        form.recipe.model.name,
        runs.runs.map((run) => run.title),
      )
      useRunSelection().select(
        (await control.start(form.recipe, { title, from: useWeightsStart().source })).id,
      )
    } finally {
      busy.value = false
    }
  }

  return { reason, held, starting: busy, start: (): void => void useMessages().attempt(begin) }
}
