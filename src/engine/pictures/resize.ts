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

/**
 * Triangle filter of a resize of `length` samples, of `size`, from `from` on, to `target` ones, widened by the ratio when it shrinks
 * (antialiasing) and cut off at the edges: PIL's `resize(…, BILINEAR)` and torchvision's
 * `antialias=True` (Pillow, src/libImaging/Resample.c).
 */
function taps(size: number, target: number, from: number, length: number): readonly Tap[] {
  const ratio = length / target
  const support = Math.max(ratio, 1)
  return Array.from({ length: target }, (_, index) => {
    const centre = from + (index + 0.5) * ratio
    const first = Math.max(0, Math.floor(centre - support + 0.5))
    const last = Math.min(size, Math.floor(centre + support + 0.5))
    const weights = new Float64Array(last - first).map((_weight, i) =>
      Math.max(0, 1 - Math.abs((first + i - centre + 0.5) / support)),
    )
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return { first, weights: weights.map((weight) => weight / sum) }
  })
}

/**
 * Resizes the first three channels of RGBA pixels, bilinear with antialiasing, without rounding in
 * between.
 * @param rgba height · width · 4 bytes
 * @param box the part of it that is resized, in pixels and parts of pixels; all of it if absent
 * @returns target height · target width · 3 values, 0…255; where the size is right already, the
 *   pixels themselves
 */
export function resizeRgb(
  rgba: Uint8Array,
  [height, width]: readonly [number, number],
  [targetHeight, targetWidth]: readonly [number, number],
  box: Box = { top: 0, left: 0, height, width },
): Float64Array {
  const rows = taps(height, targetHeight, box.top, box.height)
  const columns = taps(width, targetWidth, box.left, box.width)
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
