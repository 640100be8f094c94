import type { WeightMap } from '@shared/math/field/spread'

/**
 * A small form of a map of weights, to be shown among many: coarser if the map is large, in 256
 * levels of its strongest cell.
 */
export interface SmallMap {
  readonly height: number
  readonly width: number
  readonly levels: Uint8Array
}

const LONGEST_SIDE = 96

/** The small form of the sum of some maps of one size. */
export function smallMap(maps: readonly WeightMap[]): SmallMap {
  const [{ height, width } = { height: 0, width: 0 }] = maps
  const step = Math.max(1, Math.ceil(Math.max(height, width) / LONGEST_SIDE))
  const size = [Math.ceil(height / step), Math.ceil(width / step)] as const
  const sums = new Float32Array(size[0] * size[1])
  for (const { data } of maps) {
    data.forEach((weight, at) => {
      const cell =
        Math.floor(Math.floor(at / width) / step) * size[1] + Math.floor((at % width) / step)
      sums[cell] = (sums[cell] ?? 0) + weight
    })
  }
  const strongest = sums.reduce((most, weight) => Math.max(most, weight), 0)
  return {
    height: size[0],
    width: size[1],
    levels: Uint8Array.from(sums, (weight) =>
      strongest > 0 ? Math.round((255 * weight) / strongest) : 0,
    ),
  }
}
