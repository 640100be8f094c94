import { sameSize, type Pixels } from './pixels'

/** Turned and scaled about the picture's centre, then moved. */
export interface Placement {
  /** Rows down and columns right, in pixels. */
  readonly shift: readonly [number, number]
  /** Degrees, clockwise on the screen. */
  readonly rotate: number
  /** 2 is twice as large. */
  readonly scale: number
}

/** Cosine and sine of an angle in degrees; exact for quarter turns, so that they lose nothing. */
function turn(degrees: number): readonly [number, number] {
  const quarters = degrees / 90
  if (Number.isInteger(quarters))
    return (
      [
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ] as const
    )[((quarters % 4) + 4) % 4] as readonly [number, number]
  const angle = (degrees * Math.PI) / 180
  return [Math.cos(angle), Math.sin(angle)]
}

/**
 * Moves a picture: every pixel of the result is read bilinearly at its place before the movement;
 * pixels from outside are `background`. Whole shifts and quarter turns of a square are exact.
 */
export function warp(picture: Pixels, { shift, rotate, scale }: Placement, background = 0): Pixels {
  const { height, width, channels, data } = picture
  const [cos, sin] = turn(rotate)
  const [middle, centre] = [(height - 1) / 2, (width - 1) / 2]
  const result = new Float32Array(data.length)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [y, x] = [row - middle - shift[0], column - centre - shift[1]]
      const from = [
        (cos * y - sin * x) / scale + middle,
        (sin * y + cos * x) / scale + centre,
      ] as const
      for (let channel = 0; channel < channels; channel++) {
        result[(row * width + column) * channels + channel] = sample(
          picture,
          from[0],
          from[1],
          channel,
          background,
        )
      }
    }
  }
  return sameSize(picture, result)
}

function sample(
  { height, width, channels, data }: Pixels,
  y: number,
  x: number,
  channel: number,
  background: number,
): number {
  const [top, left] = [Math.floor(y), Math.floor(x)]
  const [down, right] = [y - top, x - left]
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 || row >= height || column >= width
      ? background
      : (data[(row * width + column) * channels + channel] ?? background)
  // A neighbour of weight 0 is not read: beyond the edge, rounding alone would mix in the
  // background.
  const along = (row: number): number =>
    right === 0 ? at(row, left) : (1 - right) * at(row, left) + right * at(row, left + 1)
  return down === 0 ? along(top) : (1 - down) * along(top) + down * along(top + 1)
}
