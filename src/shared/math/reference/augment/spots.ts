import type { Picture } from './resample'

/** A square in units of a pixel's side: its middle, and half of its side. */
export interface Square {
  readonly x: number
  readonly y: number
  readonly half: number
}

/** Makes the pixels black whose middle lies in the square. */
export const cutOut = (picture: Picture, { x, y, half }: Square): Picture =>
  picture.map((row, atY) =>
    row.map((pixel, atX) =>
      Math.abs(atX - x) < half && Math.abs(atY - y) < half ? pixel.map(() => 0) : pixel,
    ),
  )

/**
 * A normal number that depends only on a picture's key and a place in it, from 32 mixed bits
 * (MurmurHash3's finaliser) by Box and Muller's method.
 */
export function normalAt(key: number, place: number): number {
  let h = (Math.imul(key, 0x9e3779b1) + place) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  h ^= h >>> 16
  const radius = Math.sqrt(-2 * Math.log(((h >>> 16) + 0.5) / 65536))
  return radius * Math.cos((2 * Math.PI * (h & 0xffff)) / 65536)
}

/** Adds normal numbers of a standard deviation. */
export const noisy = (picture: Picture, key: number, deviation: number): Picture => {
  const width = picture[0]?.length ?? 0
  return picture.map((row, y) =>
    row.map((pixel, x) =>
      pixel.map(
        (value, channel) =>
          value + deviation * normalAt(key, (y * width + x) * pixel.length + channel),
      ),
    ),
  )
}

/** Two pictures, one through the other. */
export const mixedUp = (picture: Picture, other: Picture, share: number): Picture =>
  picture.map((row, y) =>
    row.map((pixel, x) =>
      pixel.map(
        (value, channel) => share * value + (1 - share) * (other[y]?.[x]?.[channel] ?? NaN),
      ),
    ),
  )
