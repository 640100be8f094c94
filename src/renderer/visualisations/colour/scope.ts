import { LAYERS } from '@shared/layers'
import type { LayerStatistics } from '@shared/contract/inspect'
import { union, type Range } from './scale'

export const SCOPES = ['map', 'layer', 'network'] as const
/**
 * What shares a colour scale: each map its own (vivid), a layer's maps, or all layers (comparable).
 */
export type Scope = (typeof SCOPES)[number]

type Summary = Pick<LayerStatistics, 'kind' | 'min' | 'max'>

/**
 * Whether a layer's values are shown around zero: pre-activations always, others where a value is
 * negative.
 */
export const isSigned = ({ kind, min }: Summary): boolean => LAYERS[kind].preActivation || min < 0

/**
 * The range that one map of a layer is coloured by. Signed and unsigned layers use different
 * colours, so the network's range is taken over the layers that share this one's.
 */
export function scopeRange(
  scope: Scope,
  map: Range,
  layer: Summary,
  network: readonly Summary[],
): Range {
  switch (scope) {
    case 'map':
      return map
    case 'layer':
      return layer
    case 'network':
      return union(network.filter((other) => isSigned(other) === isSigned(layer)))
  }
}
