import { elements, type Shape } from '@shared/layers/definition'

/** A layer is compared at so many channels of each place. */
const CHANNELS = 8
/** A vector is compared at so many of its units, an output or input of more at so many. */
const UNITS = 128
const MOST = 4096
/** Places inside a map, besides its corners and the middles of its sides. */
const INSIDE = 12
/** Multiples of this fraction fill an interval evenly, however many there are (the golden ratio). */
const FRACTION = (Math.sqrt(5) - 1) / 2

const spread = (count: number, of: number): readonly number[] =>
  of <= count
    ? Array.from({ length: of }, (_, i) => i)
    : Array.from({ length: count }, (_, i) => Math.floor((i * of) / count))

/**
 * Places of a map: padding changes its edges, so all corners and sides are among them.
 * @returns row · width + column
 */
function placesOf(height: number, width: number, inside: number): readonly number[] {
  const ends = (length: number): readonly number[] => [0, Math.floor(length / 2), length - 1]
  const edges = ends(height).flatMap((row) => ends(width).map((column) => row * width + column))
  const others = Array.from({ length: inside }, (_, i) => {
    const row = Math.floor(((i * FRACTION) % 1) * height)
    return row * width + Math.floor(((i + 0.5) / inside) * width)
  })
  return [...new Set([...edges, ...others])]
}

function ofMap([height = 1, width = 1, channels = 1]: Shape, inside: number): readonly number[] {
  const kept = spread(CHANNELS, channels)
  return placesOf(height, width, inside).flatMap((place) =>
    kept.map((channel) => place * channels + channel),
  )
}

/**
 * The units at which two computations of a layer are compared, by their places in the array.
 * @param whole whether the layer is compared as far as it can be: an input or output
 */
export function unitsOf(shape: Shape, whole: boolean): Int32Array {
  const count = elements(shape)
  if (whole && count <= MOST) return Int32Array.from({ length: count }, (_, i) => i)
  const units =
    shape.length === 3
      ? ofMap(shape, whole ? MOST / CHANNELS / 2 : INSIDE)
      : spread(whole ? MOST : UNITS, count)
  return Int32Array.from(units)
}
