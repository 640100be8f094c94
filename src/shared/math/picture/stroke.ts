/** A point on a picture in pixels: the centre of the first pixel is [0, 0]. [row, column]. */
export type Point = readonly [number, number]

export interface Brush {
  /** Diameter in pixels. */
  readonly size: number
  /** The colour, one number a channel, 0…255. */
  readonly colour: readonly number[]
}

interface Canvas {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Distance of a point from the line between two others. */
function distance([y, x]: Point, [y0, x0]: Point, [y1, x1]: Point): number {
  const [dy, dx] = [y1 - y0, x1 - x0]
  const length = dy * dy + dx * dx
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((y - y0) * dy + (x - x0) * dx) / length))
  return Math.hypot(y - y0 - t * dy, x - x0 - t * dx)
}

/**
 * Draws a line with round ends from one point to another, in place. The coverage of a pixel is
 * linear at the brush's edge: complete within the radius minus ½, none beyond the radius plus ½.
 * @param pixels [height, width, channels] bytes
 */
export function stroke(
  pixels: Uint8Array,
  { height, width, channels }: Canvas,
  { size, colour }: Brush,
  from: Point,
  to: Point,
): void {
  const reach = size / 2 + 0.5
  const [first, last] = [
    Math.max(0, Math.ceil(Math.min(from[0], to[0]) - reach)),
    Math.min(height - 1, Math.floor(Math.max(from[0], to[0]) + reach)),
  ]
  const [left, right] = [
    Math.max(0, Math.ceil(Math.min(from[1], to[1]) - reach)),
    Math.min(width - 1, Math.floor(Math.max(from[1], to[1]) + reach)),
  ]
  for (let row = first; row <= last; row++) {
    for (let column = left; column <= right; column++) {
      const covered = Math.min(1, Math.max(0, reach - distance([row, column], from, to)))
      if (covered === 0) continue
      for (let channel = 0; channel < channels; channel++) {
        const at = (row * width + column) * channels + channel
        const before = pixels[at] ?? 0
        pixels[at] = Math.round(before + covered * ((colour[channel] ?? 0) - before))
      }
    }
  }
}
