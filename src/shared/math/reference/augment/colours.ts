import type { Picture } from './resample'

/** How much each channel counts for the brightness of a pixel: Rec. 601. */
export const GREY = [0.299, 0.587, 0.114] as const

/** The brightness of a pixel: the mean of its channels, or Rec. 601's for red, green and blue. */
export const greyOf = (pixel: readonly number[]): number =>
  pixel.length === 3
    ? pixel.reduce((sum, value, channel) => sum + value * (GREY[channel] ?? 0), 0)
    : pixel.reduce((sum, value) => sum + value, 0) / pixel.length

const eachValue = (
  picture: Picture,
  change: (value: number, pixel: readonly number[]) => number,
): Picture => picture.map((row) => row.map((pixel) => pixel.map((value) => change(value, pixel))))

export const brightened = (picture: Picture, factor: number): Picture =>
  eachValue(picture, (value) => value * factor)

export function contrasted(picture: Picture, factor: number): Picture {
  const greys = picture.flatMap((row) => row.map(greyOf))
  const mean = greys.reduce((sum, grey) => sum + grey, 0) / greys.length
  return eachValue(picture, (value) => mean + (value - mean) * factor)
}

export const saturated = (picture: Picture, factor: number): Picture =>
  eachValue(picture, (value, pixel) => greyOf(pixel) + (value - greyOf(pixel)) * factor)

/** Values that the changes have pushed out of 0…1. */
export const clipped = (picture: Picture): Picture =>
  eachValue(picture, (value) => Math.min(Math.max(value, 0), 1))

/**
 * The matrix that turns colours about the grey axis: red, green and blue become brightness and two
 * axes of colour (YIQ, Rec. 601), which are turned, and come back. Brightness stays.
 */
export function hueMatrix(turns: number): readonly (readonly number[])[] {
  const [cos, sin] = [Math.cos(2 * Math.PI * turns), Math.sin(2 * Math.PI * turns)]
  const turned = [
    [1, 0, 0],
    [0, cos, -sin],
    [0, sin, cos],
  ]
  return product(FROM_YIQ, product(turned, TO_YIQ))
}

/** Each pixel's channels, weighted by a row of the matrix for each channel of the result. */
export const linear = (picture: Picture, matrix: readonly (readonly number[])[]): Picture =>
  picture.map((row) =>
    row.map((pixel) =>
      matrix.map((weights) => weights.reduce((sum, w, i) => sum + w * (pixel[i] ?? NaN), 0)),
    ),
  )

const TO_YIQ = [[...GREY], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]]
const FROM_YIQ = inverse(TO_YIQ)

function product(
  left: readonly (readonly number[])[],
  right: readonly (readonly number[])[],
): number[][] {
  return left.map((row) =>
    [0, 1, 2].map((column) => row.reduce((sum, w, i) => sum + w * (right[i]?.[column] ?? NaN), 0)),
  )
}

/** The inverse of a 3×3 matrix by its cofactors. */
function inverse(m: readonly (readonly number[])[]): number[][] {
  const at = (row: number, column: number): number => m[row % 3]?.[column % 3] ?? NaN
  const cofactor = (row: number, column: number): number =>
    at(row + 1, column + 1) * at(row + 2, column + 2) -
    at(row + 1, column + 2) * at(row + 2, column + 1)
  const determinant = [0, 1, 2].reduce((sum, i) => sum + at(0, i) * cofactor(0, i), 0)
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => cofactor(column, row) / determinant))
}
