import { computed, type ComputedRef } from 'vue'
import type { LayerMaps, LayerStatistics } from '@shared/contract/inspect'
import { usePass } from '@renderer/stores/inspect/pass'
import { useInspectDisplay } from '@renderer/stores/inspect/display'
import { useSettings } from '@renderer/stores/settings'
import type { ColourScale } from '@renderer/visualisations/colour/scale'
import { isSigned, scopeRange } from '@renderer/visualisations/colour/scope'
import { divergingTable, sequentialTable } from '@renderer/visualisations/colour/tables'
import { mapRange } from '@renderer/visualisations/sheet/raster'

/** Colours for values between min and max, as the toolbar has them. */
export function useColours(): ComputedRef<
  (signed: boolean, range: { min: number; max: number }) => ColourScale
> {
  const display = useInspectDisplay()
  const settings = useSettings()
  return computed(() => {
    const { colourMap, gamma } = display
    const diverging = divergingTable(settings.theme)
    return (signed, range) => ({
      range,
      table: signed ? diverging : sequentialTable(colourMap),
      gamma,
      signed,
    })
  })
}

/** What stands for a layer's numbers where there is no layer. */
export const NO_LAYER: LayerStatistics = {
  id: '',
  kind: 'activation',
  shape: [1],
  min: 0,
  max: 0,
  mean: 0,
  standardDeviation: 0,
  sparsity: 0,
  receptiveField: null,
}

/** The scale of each map of a layer, by the scope that is chosen. */
export function useLayerScale(
  layer: () => LayerStatistics,
  maps: () => LayerMaps | undefined,
): ComputedRef<(channel: number) => ColourScale> {
  const display = useInspectDisplay()
  const passes = usePass()
  const colours = useColours()
  return computed(() => {
    // Read here and not in the functions below, or a change of theme or gamma would go unnoticed.
    const [statistics, drawn, colour] = [layer(), maps(), colours.value]
    const signed = isSigned(statistics)
    if (display.scope === 'map' && drawn)
      return (channel) => colour(signed, mapRange(drawn, channel))
    const scope = display.scope === 'map' ? 'layer' : display.scope
    const shared = colour(
      signed,
      scopeRange(scope, statistics, statistics, passes.pass?.layers ?? []),
    )
    return () => shared
  })
}
