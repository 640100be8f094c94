import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { clampUnit, mapsOf, sameTarget, sameUnit, type Target } from '@renderer/maps/units'
import { usePass } from './pass'

/** Which unit is selected, pinned, or under the pointer. */
export const useSelection = defineStore('inspect-selection', () => {
  const passes = usePass()
  const target = shallowRef<Target>()
  /** Under the pointer or at the keys' place, also while another unit is pinned. */
  const hovered = shallowRef<Target>()
  const pinned = ref(false)

  function select(next: Target): void {
    if (!sameTarget(target.value, next)) target.value = next
  }

  /** The pointer is on a unit; a pinned one keeps its place. */
  function point(next: Target): void {
    hovered.value = next
    if (!pinned.value) select(next)
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
    pinned.value = !(pinned.value && sameTarget(target.value, next))
    select(next)
  }

  function clear(): void {
    pinned.value = false
    target.value = undefined
  }

  /** First lets a pinned unit go, then forgets what was pointed at. */
  function escape(): void {
    if (pinned.value) pinned.value = false
    else clear()
  }

  // Another model keeps the layer and the unit where it can.
  watch(
    () => passes.pass,
    (next) => {
      const at = target.value
      if (!at) return
      const layer = next?.layers.find(({ id }) => id === at.layer)
      if (!layer) {
        clear()
        return
      }
      const unit = clampUnit(mapsOf(layer.shape), at.unit)
      if (!sameUnit(unit, at.unit)) target.value = { layer: at.layer, unit }
    },
    { flush: 'sync' },
  )

  return { target, hovered, pinned, select, point, walk, leave, pin, escape }
})
