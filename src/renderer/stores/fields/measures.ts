import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type {
  EffectiveFieldAnswer,
  EmpiricalFieldAnswer,
  FieldFilm,
  FieldSource,
  FieldTargetInput,
} from '@shared/contract/fields'
import type { Progress } from '@shared/contract/common'
import type { EngineCall, EngineInput, EngineOutput } from '@shared/contract/engine'
import { AppError } from '@shared/errors'
import { INPUT_ID } from '@shared/model/spec'
import { engine } from '@renderer/api'
import { useFields } from './fields'
import { useStrip } from '../inspect/strip'
import { useInspectedModel } from '../inspect/model'
import { usePass } from '../inspect/pass'
import { createPacer } from '@renderer/async/pacer'
import { runIdOf } from '../models/listed'
import { useWorkbench } from '../workbench'

/** What the effective field is averaged over. */
export type SourceKind = FieldSource['kind']

/** Pictures of a data set, and draws of random weights, that a field is averaged over. */
const PICTURES = 64
const DRAWS = 16
const DELTA = 0.5

/** A measurement that takes a while: its answer, its progress, its fault, and how to stop it. */
function createMeasurement<C extends EngineCall>(name: C) {
  const answer = shallowRef<EngineOutput<C>>()
  const progress = shallowRef<Progress>()
  const busy = ref(false)
  const error = shallowRef<AppError>()
  let abort: AbortController | undefined

  async function measure(input: EngineInput<C>): Promise<void> {
    abort?.abort()
    const mine = (abort = new AbortController())
    busy.value = true
    error.value = undefined
    try {
      const measured = await engine().call(name, input, {
        signal: mine.signal,
        onProgress: (next) => mine === abort && (progress.value = next),
      })
      if (mine === abort) answer.value = measured
    } catch (thrown) {
      const fault = AppError.from(thrown)
      if (mine === abort && fault.code !== 'cancelled') error.value = fault
    } finally {
      if (mine === abort) {
        busy.value = false
        progress.value = undefined
      }
    }
  }
  function clear(): void {
    abort?.abort()
    answer.value = undefined
    error.value = undefined
    busy.value = false
  }
  return { answer, progress, busy, error, measure, clear, stop: () => abort?.abort() }
}

/** Fields as the engine measures them: gradients, changed pixels, every layer, every epoch. */
export const useFieldMeasures = defineStore('field-measures', () => {
  const fields = useFields()
  const strip = useStrip()
  const inspected = useInspectedModel()
  const inspectPass = usePass()
  const sourceKind = ref<SourceKind>('picture')
  const seed = ref(0)
  const dataset = ref('')
  const showEffective = ref(true)

  const effective = createMeasurement('fields.effective')
  const empirical = createMeasurement('fields.empirical')
  const byLayer = createMeasurement('fields.byLayer')
  const film = createMeasurement('fields.film')
  const epoch = ref(0)

  const target = computed((): FieldTargetInput | undefined => {
    const at = fields.origin
    if (!at || at.layer === INPUT_ID || fields.direction === 'up') return undefined
    return {
      layer: at.layer,
      unit: at.unit,
      of: fields.of,
    }
  })
  const picture = computed(() => strip.current?.picture.id)
  const source = computed((): FieldSource | undefined => {
    switch (sourceKind.value) {
      case 'picture':
        return picture.value === undefined
          ? undefined
          : { kind: 'picture', picture: picture.value, invert: strip.invert }
      case 'dataset':
        return dataset.value === ''
          ? undefined
          : { kind: 'dataset', dataset: dataset.value, count: PICTURES, seed: seed.value }
      default:
        return { kind: 'random', seed: seed.value, draws: DRAWS }
    }
  })
  const run = computed(() => runIdOf(inspected.model))

  /**
   * Nothing is measured for a view that isn't there: a training would pay for it with each of its
   * updates.
   */
  const seen = computed(() => useWorkbench().view === 'fields' && showEffective.value)
  /**
   * The effective field follows the unit: at most one request is on its way, and then the newest.
   */
  const following = createPacer({
    async run() {
      const [model, at, from] = [inspected.model, target.value, source.value]
      if (!model || !at || !from || !seen.value) return
      await effective.measure({ model, target: at, source: from })
    },
  })
  watch(
    () => [inspectPass.pass?.id, target.value, source.value, seen.value],
    () => {
      if (!target.value) effective.clear()
      else if (seen.value) following.poke()
    },
    { immediate: true },
  )
  watch(
    () => [inspected.model, target.value, picture.value, strip.invert],
    () => {
      empirical.clear()
      film.clear()
    },
  )
  // Made on other pictures, a frame would be taken for the field on these.
  watch(
    () => source.value,
    () => film.clear(),
  )
  watch(
    () => [inspected.model, source.value],
    () => byLayer.clear(),
  )

  async function tryPixels(): Promise<void> {
    const [model, at, id] = [inspected.model, target.value, picture.value]
    if (model && at && id)
      await empirical.measure({
        model,
        picture: id,
        invert: strip.invert,
        target: at,
        delta: DELTA,
      })
  }
  async function measureLayers(): Promise<void> {
    const [model, from] = [inspected.model, source.value]
    if (model && from) await byLayer.measure({ model, source: from })
  }
  async function makeFilm(): Promise<void> {
    const [id, at, from] = [run.value, target.value, source.value]
    if (!id || !at || !from || from.kind === 'random') return
    await film.measure({ run: id, target: at, source: from })
    epoch.value = film.answer.value?.frames.length ? film.answer.value.frames.length - 1 : 0
  }

  const frame = computed(
    (): FieldFilm['frames'][number] | undefined => film.answer.value?.frames[epoch.value],
  )
  /**
   * What is laid over the picture: the film's frame where there is a film, else the field as it is
   * now.
   */
  const shown = computed((): Pick<EffectiveFieldAnswer, 'map' | 'spread'> | undefined => {
    if (fields.direction === 'up' || !showEffective.value) return undefined
    return frame.value ?? effective.answer.value
  })
  const moved = computed((): EmpiricalFieldAnswer | undefined =>
    fields.direction === 'down' ? empirical.answer.value : undefined,
  )

  return {
    ...{
      sourceKind,
      seed,
      dataset,
      showEffective,
      source,
      target,
      run,
      epoch,
      frame,
      shown,
      moved,
      tryPixels,
      measureLayers,
      makeFilm,
    },
    ...{
      effective: effective.answer,
      effectiveBusy: effective.busy,
      effectiveError: effective.error,
      effectiveProgress: effective.progress,
    },
    ...{
      empiricalBusy: empirical.busy,
      empiricalError: empirical.error,
      empiricalProgress: empirical.progress,
      clearEmpirical: empirical.clear,
      stopEmpirical: empirical.stop,
    },
    ...{
      byLayer: byLayer.answer,
      byLayerBusy: byLayer.busy,
      byLayerError: byLayer.error,
      byLayerProgress: byLayer.progress,
      stopByLayer: byLayer.stop,
    },
    ...{
      film: film.answer,
      filmBusy: film.busy,
      filmError: film.error,
      filmProgress: film.progress,
      clearFilm: film.clear,
      stopFilm: film.stop,
    },
  }
})
