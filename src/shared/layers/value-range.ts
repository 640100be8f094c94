/**
 * What is known of a layer's values. `distribution`: at each place of the map the channels are
 * probabilities that add up to 1. `probability`: every value lies between 0 and 1 by itself. `any`:
 * nothing.
 */
export type ValueRange = 'distribution' | 'probability' | 'any'

/** The range of a layer that gives each value on as it is. */
export const sameRange = (_: unknown, [input = 'any']: readonly ValueRange[]): ValueRange => input

/** The range of a layer that sums, scales or shifts. */
export const anyRange = (): ValueRange => 'any'

/** Values that stay between 0 and 1, and no longer add up to anything. */
export const apart = (range: ValueRange): ValueRange => (range === 'any' ? 'any' : 'probability')
