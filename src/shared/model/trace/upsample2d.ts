import { upsample2dTaps, type Upsample2d } from '../../layers/upsample2d'
import type { LayerTrace } from './layer-trace'
import { resampled } from './resample'

/** The cell that is repeated, or the two to four around. */
export const upsample2d: LayerTrace<Upsample2d> = resampled(upsample2dTaps)
