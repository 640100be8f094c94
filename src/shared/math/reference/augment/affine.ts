/**
 * Where a picture's pixels come from: (x, y) ↦ (a·x + b·y + c, d·x + e·y + f), from a place of the
 * result to a place of the source, both relative to the picture's centre.
 */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const IDENTITY: Affine = [1, 0, 0, 0, 1, 0]

/** The map that applies `inner` first: outer(inner(place)). */
export function composed(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer
  const [p, q, r, s, t, u] = inner
  return [
    ...([a * p + b * s, a * q + b * t, a * r + b * u + c] as const),
    ...([d * p + e * s, d * q + e * t, d * r + e * u + f] as const),
  ]
}

/** The same map between indices of rows and columns, which count from the first pixel. */
export function betweenPixels(map: Affine, height: number, width: number): Affine {
  const [a, b, c, d, e, f] = map
  const [x, y] = [(width - 1) / 2, (height - 1) / 2]
  return [a, b, c + x - a * x - b * y, d, e, f + y - d * x - e * y]
}
