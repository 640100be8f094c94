import { conv2dWindow, type Conv2d } from '../../layers/conv2d'
import { filters } from './filters'
import type { LayerTrace } from './layer-trace'
import { coveredCells } from './window'

/** Cell (a, b) of the kernel lies on input[i·s − p + a·α, j·s − p + b·α]. */
export const conv2d: LayerTrace<Conv2d> = filters((layer, map) => {
  const window = conv2dWindow(layer, map)
  return (place) => coveredCells(window, [map[0], map[1]], place)
})
