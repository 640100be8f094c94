import type { Layer } from '../../layers'
import type { Pair } from '../../math/geometry'
import type { TraceCall, TraceStep } from './arithmetic'

/** The values of a layer's output, or of an input, channels running fastest. */
export type Values = Float32Array | Float64Array

/** A whole layer in its place, with the values of its inputs. */
export type LayerCall<L extends Layer> = Omit<TraceCall<L>, 'unit'> & {
  readonly inputs: readonly Values[]
}

/** A layer whose units are sums of products. */
export interface Sums {
  /** Products of one unit, at most. */
  readonly terms: number
  /**
   * Computes channels first … last at one place, all at once, into `sums` (the first of them at 0).
   * @returns how many products that took
   */
  readonly at: (place: Pair, channels: Pair, sums: Float64Array) => number
}

/** The value of a layer's output at an index; channels run fastest. */
export type ValueAt = (index: number) => number

/** The arithmetic of a layer kind in plain loops. */
export interface LayerTrace<L extends Layer> {
  /** One unit, with every term that it has. */
  readonly unit: TraceStep<L>
  /**
   * Many units at once, bit-identical to `unit` and a hundred times as fast: `sums` at a place, or
   * `values` that come from the values at the same index of the inputs. `null` for a layer that is
   * computed unit by unit.
   */
  readonly quick:
    | { readonly sums: (call: LayerCall<L>) => Sums }
    | { readonly values: (call: LayerCall<L>) => ValueAt }
    | null
}
