import { sameSize, type Pixels } from './pixels'

/**
 * Standard normal numbers from uniform ones by the Box–Muller transform.
 * @param uniform numbers in [0, 1)
 */
export function normals(uniform: () => number): () => number {
  let spare: number | undefined
  return () => {
    if (spare !== undefined) {
      const value = spare
      spare = undefined
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
    const angle = 2 * Math.PI * uniform()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

/** Adds normal noise of a standard deviation to every number; deviation 0 draws nothing. */
export function addNoise(picture: Pixels, deviation: number, normal: () => number): Pixels {
  return deviation === 0
    ? picture
    : sameSize(
        picture,
        picture.data.map((value) => value + deviation * normal()),
      )
}
