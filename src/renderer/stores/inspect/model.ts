import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ModelRef } from '@shared/contract/models'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { engine } from '@renderer/api'
import { useArrival } from '../arrival'
import { useModels } from '../models/models'
import { usePreviousSession } from './previous'

/** What is shown at the first launch, in this order. */
const DEFAULT_MODELS: readonly ModelRef[] = ['bundled:lenet', 'preset:lenet']

/** The model that the pictures are seen by. */
export const useInspectedModel = defineStore('inspect-model', () => {
  const [models, previous] = [useModels(), usePreviousSession()]
  const model = ref<ModelRef>()
  /** What is shown instead if the current model goes away. */
  const fallback = ref<ModelRef>()
  const entry = computed(() => (model.value ? models.find(model.value) : undefined))
  /** The model's graph, for receptive fields. */
  const network = shallowRef<ResolvedModel>()
  /** Counts changes of the weights under the model's name. */
  const weights = ref(0)

  async function learnNetwork(): Promise<void> {
    const of = model.value
    network.value = undefined
    if (!of) return
    try {
      const { spec } = await engine().call('models.detail', { model: of })
      if (model.value === of) network.value = resolveModel(spec)
    } catch {
      // The forward pass says what is wrong with the model; without its graph there are no
      // outlines, and no more.
    }
  }

  /** Another model where the current one is none, or has gone. */
  function choose(): void {
    if (entry.value || models.state !== 'ready' || useArrival().settling || !previous.known) return
    const before = model.value === undefined ? previous.kept?.model : undefined
    const candidates = [before, fallback.value, ...DEFAULT_MODELS].filter(
      (candidate) => candidate !== undefined && candidate !== null,
    )
    model.value =
      candidates.find((candidate) => {
        const found = models.find(candidate)
        return found && (found.problem ?? found.tooLarge) === undefined
      }) ?? models.models[0]?.ref
  }

  const weightsChanged = (): void => void (weights.value += 1)

  /** Shows a model; the current one may have become another network under its name. */
  function show(next: ModelRef): void {
    if (model.value !== next) {
      model.value = next
      return
    }
    void learnNetwork()
    weightsChanged()
  }

  /** The current model, or, before there is one, that of the previous session. */
  async function toBeShown(): Promise<ModelRef | undefined> {
    if (model.value === undefined) await previous.learn()
    return model.value ?? previous.kept?.model ?? undefined
  }

  /** Another preparation of pictures gives other answers under the same name. */
  const prepared = computed(() => entry.value && JSON.stringify(entry.value.preprocessing ?? null))
  watch([model, prepared], ([shown, now], [before, then]) => {
    const isKnown = now !== undefined && then !== undefined
    if (shown !== undefined && shown === before && isKnown) show(shown)
  })

  return {
    ...{ model, fallback, entry, network, weights },
    ...{ learnNetwork, choose, weightsChanged, show, toBeShown },
  }
})
