import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Settings } from '@shared/contract/desktop'
import { useMessages } from '../messages'
import { useSettings } from '../settings'

/**
 * How maps are shown. Colour map and scope are settings that outlive the window; the rest begins
 * anew with it.
 */
export const useInspectDisplay = defineStore('inspect-display', () => {
  const settings = useSettings()
  const change = (changes: Partial<Settings>): void =>
    void useMessages().attempt(() => settings.change(changes))
  const colourMap = computed({
    get: () => settings.settings.colourMap,
    set: (next) => change({ colourMap: next }),
  })
  const scope = computed({
    get: () => settings.settings.scaleScope,
    set: (next) => change({ scaleScope: next }),
  })
  /** Above 1 lifts what is dim. */
  const gamma = ref(1)
  /** Longer side of a map in CSS pixels. */
  const side = ref(84)
  /** Whether the kernels of convolutions are shown below their maps. */
  const filters = ref(false)
  return { colourMap, scope, gamma, side, filters }
})
