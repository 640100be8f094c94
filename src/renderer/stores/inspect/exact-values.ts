import { defineStore } from 'pinia'
import { shallowReactive, watch } from 'vue'
import type { TensorData } from '@shared/contract/common'
import type { LayerStatistics, Pass } from '@shared/contract/inspect'
import { engine } from '@renderer/api'
import { createPacer } from '@renderer/async/pacer'
import { mapsOf, sameTarget, unitIndex, type Target } from '@renderer/maps/units'
import { usePass } from './pass'
import { useSelection } from './selection'
import { useUnitDetail } from './unit-detail'

/**
 * Layers with more values than this (16 MB) are not fetched whole; their units are asked for one by
 * one.
 */
const MOST_VALUES = 4_000_000
const KEPT_LAYERS = 8

const isSmall = ({ shape }: LayerStatistics): boolean =>
  shape.reduce((product, n) => product * n, 1) <= MOST_VALUES

/** Exact values of the present pass, of the layers that are pointed at. */
export const useExactValues = defineStore('inspect-exact-values', () => {
  const [passes, selection, units] = [usePass(), useSelection(), useUnitDetail()]
  const values = shallowReactive(new Map<string, TensorData>())
  /** Of a pass that is about to be shown. */
  let coming:
    { readonly pass: string; readonly layer: string; readonly tensor: TensorData } | undefined

  const layerIn = (pass: Pass | undefined, at: Target | undefined): LayerStatistics | undefined =>
    at && pass?.layers.find(({ id }) => id === at.layer)
  const ask = (pass: string, layer: string): Promise<TensorData> =>
    engine().call('inspect.values', { pass, layer })

  const asking = createPacer({
    async run() {
      const { pass } = passes
      const layer = [selection.target, selection.hovered]
        .map((at) => layerIn(pass, at))
        .find((wanted) => wanted && !values.has(wanted.id) && isSmall(wanted))
      if (!layer || !pass) return
      try {
        const tensor = await ask(pass.id, layer.id)
        if (passes.pass?.id !== pass.id) return
        values.set(layer.id, tensor)
        for (const id of [...values.keys()].slice(0, -KEPT_LAYERS)) values.delete(id)
        asking.poke()
      } catch {
        // The unit's own request says what is wrong.
      }
    },
  })

  /**
   * Brings the selected unit's layer of a pass that is about to be shown. @throws AppError of the
   * engine.
   */
  async function prefetch(next: Pass): Promise<void> {
    const layer = layerIn(next, selection.target)
    if (!layer || !isSmall(layer)) return
    coming = { pass: next.id, layer: layer.id, tensor: await ask(next.id, layer.id) }
  }

  /** Exact value of a unit in the present pass, where it is known. */
  function valueAt(at: Target): number | undefined {
    const tensor = values.get(at.layer)
    if (tensor) return tensor.data[unitIndex(mapsOf(tensor.shape), at.unit)]
    const { detail } = units
    return detail && detail.pass === passes.pass?.id && sameTarget(detail.target, at)
      ? detail.unit.value
      : undefined
  }

  watch(
    () => passes.pass,
    (next) => {
      values.clear()
      const layer = selection.target?.layer
      if (coming && coming.pass === next?.id && coming.layer === layer)
        values.set(coming.layer, coming.tensor)
      else if (layer !== undefined) asking.poke()
    },
    { flush: 'sync' },
  )
  watch(
    () => [selection.target, selection.hovered],
    () => asking.poke(),
    { immediate: true, flush: 'sync' },
  )

  return { values, valueAt, prefetch }
})
