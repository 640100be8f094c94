import { defineStore } from 'pinia'
import { computed, effectScope, ref, shallowReactive, shallowRef, watch } from 'vue'
import type { TensorData } from '@shared/contract/common'
import type { Chosen } from '@shared/contract/desktop'
import type { ModelRef } from '@shared/contract/models'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { desktop, engine } from '@renderer/api'
import { createKeeping } from './keeping'
import { createPass } from './pass'
import { createPictures, type PictureToOpen } from './pictures'
import { createSelection } from './selection'
import { createVerdicts } from './verdicts'
import { useMessages } from '../messages'
import { useModels } from '../models/models'
import { useReturning } from '../returning'
import { useHandOver } from '../hand-over'
import { useWorkbench } from '../workbench'

/** What is shown at the first launch, in this order. */
const DEFAULT_MODELS: readonly ModelRef[] = ['bundled:lenet', 'preset:lenet']

/** Inspect: open pictures, the model that they are seen by, the pass and the selected unit. */
export const useInspect = defineStore('inspect', () => {
  const models = useModels()
  const model = ref<ModelRef>()
  const invert = ref(false)
  const strip = createPictures()
  const passes = createPass({
    model: () => model.value,
    picture: () => strip.current.value,
    invert: () => invert.value,
    reopen: strip.reopen,
    prepare: (next) => prefetch(next),
  })
  const { pass, maps, busy, error, refresh, follow } = passes
  const verdicts = createVerdicts({
    model: () => model.value,
    pictures: () => strip.pictures.value,
    current: () => strip.current.value,
    pass,
    trained: () => trained.value,
  })
  /** What is shown instead if the model in hand goes away. */
  const fallback = ref<ModelRef>()
  const { prefetch, ...selection } = createSelection(pass)
  /** The model's graph, for receptive fields. */
  const network = shallowRef<ResolvedModel>()
  /** Exact weights of convolutions of the model in its present step, by layer. */
  const filters = shallowReactive(new Map<string, TensorData>())
  const entry = computed(() => (model.value ? models.find(model.value) : undefined))
  /**
   * Whether the weights of the present pass have been trained: a run's first steps count before its
   * first checkpoint.
   */
  const trained = computed(() => (pass.value?.step ?? 0) > 0 || (entry.value?.trained ?? true))
  const returning = useReturning()
  const keeping = createKeeping({ model, invert, strip })
  /**
   * Whether what is to be seen first has been opened, or could not be: an empty strip is then empty
   * by choice.
   */
  const opened = ref(false)
  let sampling: Promise<void> | undefined
  let loaded = false
  /** Whether the run has weights that have not been shown. */
  let behind = false

  async function learnNetwork(of: ModelRef | undefined): Promise<void> {
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

  /** Brings a convolution's filters; they are dropped when the weights change. */
  async function loadFilters(layer: string): Promise<void> {
    const of = model.value
    if (!of || filters.has(layer)) return
    const tensor = await useMessages().attempt(
      () => engine().call('inspect.filters', { model: of, layer }),
      layer,
    )
    if (tensor && model.value === of) filters.set(layer, tensor)
  }

  function chooseModel(): void {
    if (entry.value || models.state !== 'ready' || returning.settling || !keeping.known.value)
      return
    const before = model.value === undefined ? keeping.before.value?.model : undefined
    const candidates = [before, fallback.value, ...DEFAULT_MODELS].filter(
      (candidate) => candidate !== undefined && candidate !== null,
    )
    model.value =
      candidates.find(
        (candidate) => models.find(candidate)?.problem === undefined && models.find(candidate),
      ) ?? models.models[0]?.ref
  }

  /**
   * Takes what another view asked to be looked at, beside what the window before had open; at a
   * first launch, samples.
   */
  async function takeRequest(): Promise<void> {
    await keeping.learn()
    const request = useHandOver().take('pictures')
    if (request?.model) model.value = request.model
    const restoring = keeping.restore({ show: request === undefined })
    if (request) await strip.openAll(request.sources.map((source) => ({ source })))
    opened.value ||= strip.pictures.value.length > 0
    await restoring
    if (!strip.complete()) return
    if (!opened.value && keeping.before.value === null) await (sampling ??= openSamples())
    opened.value = true
    keeping.begin()
  }

  /** The model in hand, or, before one is, the one that the window before had in hand. */
  async function toBeShown(): Promise<ModelRef | undefined> {
    if (model.value === undefined) await keeping.learn()
    return model.value ?? keeping.before.value?.model ?? undefined
  }

  /** One that the bundled model knows, and one that it does not. */
  async function openSamples(): Promise<void> {
    const samples = (await useMessages().attempt(() => engine().call('pictures.samples', {}))) ?? []
    const first = samples.slice(0, 2).map((name) => ({ source: { kind: 'sample', name } as const }))
    if (strip.pictures.value.length === 0) await strip.openAll(first)
  }

  /**
   * Shows a training's new weights. What nobody sees costs it nothing; that is made up for when
   * Inspect is seen again.
   */
  function catchUp(): void {
    if (!behind || document.hidden || !['inspect', 'fields'].includes(useWorkbench().view)) return
    behind = false
    follow()
  }

  /** An engine is there, for the first time or again, and knows what it has to. */
  function comeBack(): void {
    void takeRequest()
    if (!model.value) return
    void learnNetwork(model.value)
    void refresh()
  }

  /** Begins with the first connection; further calls do nothing. */
  function load(): void {
    if (loaded) return
    loaded = true
    void keeping.learn()
    returning.onSettled(comeBack)
    engine().on('run.weights', ({ run }) => {
      if (model.value !== `run:${run}`) return
      behind = true
      catchUp()
    })
    document.addEventListener('visibilitychange', catchUp)
    // Of its own scope: the view that calls this goes away whenever another is shown, and its
    // watchers with it.
    effectScope(true).run(() => {
      follows()
      verdicts.follow()
    })
  }

  function follows(): void {
    watch(() => useWorkbench().view, catchUp)
    watch(
      () => useHandOver().waiting('pictures'),
      (request) => request && engine().connected && void takeRequest(),
    )
    watch(
      () => [models.models, models.state, returning.settling, keeping.known.value],
      chooseModel,
      { immediate: true },
    )
    watch(model, learnNetwork, { immediate: true })
    watch([model, strip.currentKey, invert], () => void refresh())
    watch(
      () => [model.value, pass.value?.step],
      () => filters.clear(),
    )
  }

  const openTokens = (chosen: readonly Chosen[]): Promise<void> =>
    strip.openAll(chosen.map(({ token, name }) => ({ name, source: { kind: 'token', token } })))

  async function openByDialog(): Promise<void> {
    const chosen = await useMessages().attempt(() => desktop().call('dialog.pictures', {}))
    if (chosen) await openTokens(chosen)
  }

  const open = (pictures: readonly PictureToOpen[]): Promise<void> => strip.openAll(pictures)

  /**
   * Takes a model in hand; the one in hand already may have become another network under its name.
   */
  function showModel(ref: ModelRef): void {
    if (model.value !== ref) {
      model.value = ref
      return
    }
    void learnNetwork(ref)
    weightsChanged()
  }

  /** The model's weights have changed under its name. */
  function weightsChanged(): void {
    filters.clear()
    void refresh()
  }

  return {
    ...{
      model,
      opened,
      fallback,
      entry,
      trained,
      network,
      invert,
      pass,
      maps,
      busy,
      error,
      filters,
    },
    ...{ mistakenFor: verdicts.mistakenFor },
    ...{
      pictures: strip.pictures,
      current: strip.current,
      currentKey: strip.currentKey,
      opening: strip.opening,
    },
    ...selection,
    ...{
      load,
      refresh,
      see: (layers: ReadonlySet<string>) => passes.see(layers),
      show: strip.show,
      close: strip.close,
      open,
      openTokens,
      openByDialog,
      loadFilters,
    },
    ...{
      cancelOpening: strip.cancelOpening,
      redraw: strip.redraw,
      take: passes.take,
      seen: passes.seen,
      weightsChanged,
      showModel,
      toBeShown,
    },
  }
})
