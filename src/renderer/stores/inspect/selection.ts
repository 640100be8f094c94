import { ref, shallowReactive, shallowRef, watch, type ShallowRef } from 'vue'
import type { TensorData } from '@shared/contract/common'
import type { LayerStatistics, Pass, UnitDetail } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'
import { engine } from '@renderer/api'
import { createPacer } from '@renderer/async/pacer'
import { clampUnit, mapsOf, sameUnit, unitIndex, type Target } from '@renderer/maps/units'

/**
 * Layers with more values than this (16 MB) are not fetched whole; their units are asked for one by
 * one.
 */
const MOST_VALUES = 4_000_000
const KEPT_LAYERS = 8

/** What is pointed at or pinned, with its exact value and field. */
export function createSelection(pass: ShallowRef<Pass | undefined>) {
  const target = shallowRef<Target>()
  /** Under the pointer or at the keys' place, also while another unit is pinned. */
  const hovered = shallowRef<Target>()
  const pinned = ref(false)
  const detail = shallowRef<{
    readonly pass: string
    readonly target: Target
    readonly unit: UnitDetail
  }>()
  const error = shallowRef<AppError>()
  /** Exact values of the present pass, by layer. */
  const values = shallowReactive(new Map<string, TensorData>())

  const layerOf = (id: string): LayerStatistics | undefined =>
    pass.value?.layers.find((layer) => layer.id === id)

  const isSmall = ({ shape }: LayerStatistics): boolean =>
    shape.reduce((product, n) => product * n, 1) <= MOST_VALUES
  const isMissing = (layer: LayerStatistics): boolean => !values.has(layer.id) && isSmall(layer)
  const askUnit = (of: string, { layer, unit }: Target): Promise<UnitDetail> =>
    engine().call('inspect.unit', {
      pass: of,
      layer,
      unit: [unit.row, unit.column],
      channel: unit.channel,
    })
  const askValues = (of: string, layer: string): Promise<TensorData> =>
    engine().call('inspect.values', { pass: of, layer })

  const details = createPacer({
    async run() {
      const [at, of] = [target.value, pass.value?.id]
      if (!at || !of) return
      try {
        const answer = await askUnit(of, at)
        if (target.value !== at || pass.value?.id !== of) return
        detail.value = { pass: of, target: at, unit: answer }
        error.value = undefined
      } catch (thrown) {
        if (target.value === at && pass.value?.id === of) error.value = AppError.from(thrown)
      }
    },
  })

  const exact = createPacer({
    async run() {
      const of = pass.value?.id
      const layer = [target.value, hovered.value]
        .map((at) => at && layerOf(at.layer))
        .find((wanted) => wanted && isMissing(wanted))
      if (!layer || !of) return
      try {
        const tensor = await askValues(of, layer.id)
        if (pass.value?.id !== of) return
        values.set(layer.id, tensor)
        for (const id of [...values.keys()].slice(0, -KEPT_LAYERS)) values.delete(id)
        exact.poke()
      } catch {
        // The unit's own request says what is wrong.
      }
    },
  })

  let coming:
    | {
        readonly pass: string
        readonly target: Target
        readonly unit: UnitDetail
        readonly tensor: TensorData | undefined
      }
    | undefined

  /**
   * Brings what belongs to the selected unit of a pass that is about to be shown. @throws AppError
   * of the engine.
   */
  async function prefetch(next: Pass): Promise<void> {
    const at = target.value
    const layer = at && next.layers.find(({ id }) => id === at.layer)
    if (!at || !layer) return
    const [unit, tensor] = await Promise.all([
      askUnit(next.id, at),
      isSmall(layer) ? askValues(next.id, layer.id) : undefined,
    ])
    coming = { pass: next.id, target: at, unit, tensor }
  }

  function select(next: Target): void {
    const last = target.value
    if (last?.layer === next.layer && sameUnit(last.unit, next.unit)) return
    target.value = next
    details.poke()
    exact.poke()
  }

  /** The pointer is on a unit; a pinned one keeps its place. */
  function point(next: Target): void {
    hovered.value = next
    if (!pinned.value) select(next)
    else exact.poke()
  }

  /** The keys have gone to a unit, pinned or not: its value stands beside it. */
  function walk(next: Target): void {
    hovered.value = next
    select(next)
  }

  /** The pointer, or the focus, has left the maps. */
  function leave(): void {
    hovered.value = undefined
  }

  /** Pins a unit, or lets it go if it is the pinned one. */
  function pin(next: Target): void {
    const same = target.value?.layer === next.layer && sameUnit(target.value.unit, next.unit)
    pinned.value = !(pinned.value && same)
    select(next)
  }

  function clear(): void {
    pinned.value = false
    target.value = undefined
    detail.value = undefined
    error.value = undefined
  }

  /** First lets a pinned unit go, then forgets what was pointed at. */
  function escape(): void {
    if (pinned.value) pinned.value = false
    else clear()
  }

  /** Exact value of a unit in the present pass, where it is at hand. */
  function valueAt({ layer, unit }: Target): number | undefined {
    const tensor = values.get(layer)
    if (tensor) return tensor.data[unitIndex(mapsOf(tensor.shape), unit)]
    const known = detail.value
    const same =
      known &&
      known.pass === pass.value?.id &&
      known.target.layer === layer &&
      sameUnit(known.target.unit, unit)
    return same ? known.unit.value : undefined
  }

  watch(
    pass,
    (next) => {
      values.clear()
      const at = target.value
      const statistics = at && layerOf(at.layer)
      if (!at) return
      if (!next || !statistics) {
        clear()
        return
      }
      if (coming?.pass === next.id && coming.target === at) {
        detail.value = coming
        error.value = undefined
        if (coming.tensor) values.set(at.layer, coming.tensor)
        return
      }
      const unit = clampUnit(mapsOf(statistics.shape), at.unit)
      if (!sameUnit(unit, at.unit)) target.value = { layer: at.layer, unit }
      details.poke()
      exact.poke()
    },
    { flush: 'sync' },
  )

  return {
    target,
    hovered,
    pinned,
    detail,
    detailError: error,
    values,
    select,
    point,
    walk,
    leave,
    pin,
    escape,
    valueAt,
    prefetch,
  }
}
