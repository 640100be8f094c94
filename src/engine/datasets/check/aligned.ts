import type { Thumbnail } from './thumbnail'

/** One picture over another: shifted by whole pixels, and mirrored or not. */
export interface Alignment {
  readonly dy: number
  readonly dx: number
  readonly mirrored: boolean
}

export interface Aligned extends Alignment {
  /** Root mean square of the difference where both overlap, of values 0 … 1. */
  readonly rms: number
}

/** Pixels by which a copy may be shifted and still be found. */
const LARGEST_SHIFT = 1

/** Every alignment; the one that moves nothing comes first, so that it wins a tie. */
const ALIGNMENTS: readonly Alignment[] = [false, true].flatMap((mirrored) => {
  const steps = Array.from({ length: 2 * LARGEST_SHIFT + 1 }, (_, step) => step - LARGEST_SHIFT)
  const nearFirst = steps.sort((a, b) => Math.abs(a) - Math.abs(b))
  return nearFirst.flatMap((dy) => nearFirst.map((dx) => ({ dy, dx, mirrored })))
})

/**
 * Root mean square of b(y, x) − a(y + dy, x + dx) over the pixels that both have.
 * @param limit what is larger comes back as Infinity, sooner
 */
function difference(
  a: Thumbnail,
  b: Thumbnail,
  { dy, dx, mirrored }: Alignment,
  limit: number,
): number {
  const { height, width } = a
  const rows = height - Math.abs(dy)
  const columns = width - Math.abs(dx)
  const most = limit * limit * rows * columns
  let sum = 0
  for (let y = Math.max(0, -dy), last = y + rows; y < last; y++) {
    for (let x = Math.max(0, -dx), end = x + columns; x < end; x++) {
      const column = mirrored ? width - 1 - x : x
      const off = (b.values[y * width + column] ?? 0) - (a.values[(y + dy) * width + x + dx] ?? 0)
      sum += off * off
    }
    if (sum > most) return Infinity
  }
  return Math.sqrt(sum / (rows * columns))
}

/**
 * The alignment of two thumbnails of one size under which they differ least; nothing where they
 * differ by more than `limit` under each.
 */
export function bestAlignment(a: Thumbnail, b: Thumbnail, limit: number): Aligned | undefined {
  let best: Aligned | undefined
  for (const alignment of ALIGNMENTS) {
    const rms = difference(a, b, alignment, best?.rms ?? limit)
    if (rms <= limit && (!best || rms < best.rms)) best = { ...alignment, rms }
  }
  return best
}
