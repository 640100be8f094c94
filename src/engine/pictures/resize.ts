/** The input samples that make one output sample, and their weights, which add up to 1. */
interface Tap {
  readonly first: number
  readonly weights: Float64Array
}

/** A part of a picture. */
export interface Box {
  readonly top: number
  readonly left: number
  readonly height: number
  readonly width: number
}

/** How much a sample counts by its distance from where the output sample lies. */
export interface Filter {
  /** From this distance on it doesn't count. */
  readonly reach: number
  readonly weight: (distance: number) => number
  /** Whether it is widened by the ratio when a picture shrinks. */
  readonly antialias: boolean
  /** Where an output sample lies between its two edges. @default 0.5 */
  readonly offset?: number
}

/**
 * Bilinear with antialiasing: PIL's `resize(…, BILINEAR)` and torchvision's `antialias=True`
 * (Pillow, src/libImaging/Resample.c).
 */
export const BILINEAR: Filter = {
  reach: 1,
  weight: (distance) => Math.max(0, 1 - Math.abs(distance)),
  antialias: true,
}

/**
 * The filter of a resize of `length` samples, of `size`, from `from` on, to `target` ones, cut off
 * at the edges.
 */
function taps(
  size: number,
  target: number,
  from: number,
  length: number,
  { reach, weight, antialias, offset = 0.5 }: Filter,
): readonly Tap[] {
  const ratio = length / target
  const scale = antialias ? Math.max(ratio, 1) : 1
  const support = scale * reach
  return Array.from({ length: target }, (_, index) => {
    const centre = from + (index + offset) * ratio
    const first = Math.max(0, Math.floor(centre - support + 0.5))
    const last = Math.min(size, Math.floor(centre + support + 0.5))
    const weights = new Float64Array(last - first).map((_weight, i) =>
      weight((first + i - centre + 0.5) / scale),
    )
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return { first, weights: weights.map((weight) => weight / sum) }
  })
}

/**
 * Resizes the first three channels of RGBA pixels, without rounding in between.
 * @param rgba height · width · 4 bytes
 * @param box the part of it that is resized, in pixels and parts of pixels; all of it if absent
 * @returns target height · target width · 3 values, 0…255; where the size is right already, the
 *   pixels themselves
 * @param filter bilinear with antialiasing if absent
 */
export function resizeRgb(
  rgba: Uint8Array,
  [height, width]: readonly [number, number],
  [targetHeight, targetWidth]: readonly [number, number],
  box: Box = { top: 0, left: 0, height, width },
  filter = BILINEAR,
): Float64Array {
  const rows = taps(height, targetHeight, box.top, box.height, filter)
  const columns = taps(width, targetWidth, box.left, box.width, filter)
  const result = new Float64Array(targetHeight * targetWidth * 3)
  // Each input row is narrowed once; the few that an output row needs are added up right away, so
  // no full-size copy is made.
  const narrowed = new Map<number, Float64Array>()
  for (const [row, { first, weights }] of rows.entries()) {
    for (const known of narrowed.keys()) if (known < first) narrowed.delete(known)
    weights.forEach((weight, i) => {
      const line = narrowed.get(first + i) ?? narrowRow(rgba, (first + i) * width, columns)
      narrowed.set(first + i, line)
      const to = row * targetWidth * 3
      for (let at = 0; at < line.length; at++)
        result[to + at] = (result[to + at] ?? 0) + weight * (line[at] ?? 0)
    })
  }
  return result
}

function narrowRow(rgba: Uint8Array, from: number, columns: readonly Tap[]): Float64Array {
  const line = new Float64Array(columns.length * 3)
  for (const [column, { first, weights }] of columns.entries()) {
    let red = 0
    let green = 0
    let blue = 0
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] ?? 0
      const at = 4 * (from + first + i)
      red += weight * (rgba[at] ?? 0)
      green += weight * (rgba[at + 1] ?? 0)
      blue += weight * (rgba[at + 2] ?? 0)
    }
    line[3 * column] = red
    line[3 * column + 1] = green
    line[3 * column + 2] = blue
  }
  return line
}
