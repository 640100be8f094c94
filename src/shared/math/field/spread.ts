import type { Pair } from '../geometry'

/** A map of non-negative weights: how much each pixel counts. Row-major, [height, width]. */
export interface WeightMap {
  readonly height: number
  readonly width: number
  readonly data: Float32Array
}

/** The distribution of a map's mass. */
export interface Spread {
  /** Centre of mass, in pixels. */
  readonly center: Pair
  /**
   * Standard deviation on each axis: the Gaussian of greatest likelihood has this centre and these
   * σ. For n plain 3×3 convolutions of equal weights it is √(2n/3) (Luo et al., "Understanding the
   * Effective Receptive Field", 2016).
   */
  readonly sigma: Pair
  /** Distance from the centre within which the pixels hold so many per cent of the mass. */
  readonly radius50: number
  readonly radius95: number
  readonly radius99: number
}

/**
 * Moments and radii of a map's mass; null for a map without mass or with values that are not
 * finite.
 */
export function spreadOf({ height, width, data }: WeightMap): Spread | null {
  let [mass, y, x] = [0, 0, 0]
  each(height, width, data, (weight, row, column) => {
    mass += weight
    y += weight * row
    x += weight * column
  })
  if (!Number.isFinite(mass) || mass <= 0) return null
  const center: Pair = [y / mass, x / mass]
  let [vertical, horizontal] = [0, 0]
  const rings: [distance: number, weight: number][] = []
  each(height, width, data, (weight, row, column) => {
    const [dy, dx] = [row - center[0], column - center[1]]
    vertical += weight * dy * dy
    horizontal += weight * dx * dx
    if (weight > 0) rings.push([Math.hypot(dy, dx), weight])
  })
  rings.sort((a, b) => a[0] - b[0])
  const [radius50 = 0, radius95 = 0, radius99 = 0] = radii(rings, mass, [0.5, 0.95, 0.99])
  return {
    center,
    sigma: [Math.sqrt(vertical / mass), Math.sqrt(horizontal / mass)],
    radius50,
    radius95,
    radius99,
  }
}

function each(
  height: number,
  width: number,
  data: Float32Array,
  visit: (weight: number, row: number, column: number) => void,
): void {
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1)
      visit(data[row * width + column] ?? 0, row, column)
  }
}

/** Walks outwards and records the distance at which each share of the mass is reached. */
function radii(
  rings: readonly (readonly [number, number])[],
  mass: number,
  shares: readonly number[],
): number[] {
  let [met, at] = [0, 0]
  return shares.map((share) => {
    // Slightly less, so that a rounded sum does not require the very last pixel.
    while (at < rings.length && met < share * mass * (1 - 1e-9)) {
      met += rings[at]?.[1] ?? 0
      at += 1
    }
    return rings[Math.max(at - 1, 0)]?.[0] ?? 0
  })
}

/**
 * Share of the theoretical field that the effective one takes, on each axis: 4σ ÷ size. Between
 * centre ± 2σ is 95 % of a Gaussian's mass.
 */
export const effectiveRatio = ({ sigma }: Spread, size: Pair): Pair => [
  (4 * sigma[0]) / size[0],
  (4 * sigma[1]) / size[1],
]
