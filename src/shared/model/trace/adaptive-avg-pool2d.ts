import type { AdaptiveAvgPool2d } from '../../layers/adaptive-avg-pool2d'
import { adaptiveAxes } from '../../layers/adaptive-pooling'
import type { LayerTrace } from './layer-trace'
import { resampled } from './resample'

/** Σ input ÷ n over the unit's own window. */
export const adaptiveAvgPool2d: LayerTrace<AdaptiveAvgPool2d> =
  resampled<AdaptiveAvgPool2d>(adaptiveAxes)
