import type { Affine } from './affine'

/** Values of a picture [height][width][channels]. */
export type Picture = readonly (readonly (readonly number[])[])[]

const within = (value: number, length: number): number => Math.min(Math.max(value, 0), length - 1)

/**
 * Moves a picture's pixels by an affine map between pixels. A place between pixels gets the mean of
 * the four around it, weighted by how near they are (bilinear). A place outside gets the value of
 * the nearest pixel at the edge.
 */
export function resample(picture: Picture, [a, b, c, d, e, f]: Affine): Picture {
  const [height, width] = [picture.length, picture[0]?.length ?? 0]
  const at = (y: number, x: number, channel: number): number =>
    picture[within(y, height)]?.[within(x, width)]?.[channel] ?? NaN
  return picture.map((row, y) =>
    row.map((pixel, x) => {
      const [fromX, fromY] = [within(a * x + b * y + c, width), within(d * x + e * y + f, height)]
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      const [right, down] = [fromX - left, fromY - top]
      return pixel.map((_, channel) => {
        const upper = (1 - right) * at(top, left, channel) + right * at(top, left + 1, channel)
        const lower =
          (1 - right) * at(top + 1, left, channel) + right * at(top + 1, left + 1, channel)
        return (1 - down) * upper + down * lower
      })
    }),
  )
}
