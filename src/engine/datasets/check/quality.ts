import { Moments } from './moments'
import { thumbnail, type PictureSize, type Thumbnail } from './thumbnail'

/** Pictures are judged at this size; smaller ones as they are. */
const SIDE = 64

/** Numbers by which a picture is judged; brightness is 0 … 1. */
export interface Quality {
  /** 99 % of the pixels are darker. */
  readonly bright: number
  /** 95 % of the pixels are lighter. */
  readonly faint: number
  /** Standard deviation of the brightness. */
  readonly deviation: number
  /** Standard deviation of the Laplacian, as a multiple of that of the brightness. */
  readonly sharpness: number
}

/** Standard deviation of 4 · centre − up − down − left − right over the inner pixels. */
function laplacian({ height, width, values }: Thumbnail): number {
  const moments = new Moments()
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      moments.add(
        4 * (values[at] ?? 0) -
          (values[at - width] ?? 0) -
          (values[at + width] ?? 0) -
          (values[at - 1] ?? 0) -
          (values[at + 1] ?? 0),
      )
    }
  return moments.deviation
}

/** The brightness that a share of the pixels, counted by level, does not exceed. */
function quantile(levels: Uint32Array, share: number): number {
  const most = share * levels.reduce((sum, count) => sum + count, 0)
  let below = 0
  const level = levels.findIndex((count) => (below += count) >= most)
  return level / (levels.length - 1)
}

/** @param picture height × width × channels bytes */
export function qualityOf(picture: Uint8Array, size: PictureSize): Quality {
  const small = thumbnail(picture, size, SIDE)
  const levels = new Uint32Array(256)
  const moments = new Moments()
  for (const value of small.values) {
    moments.add(value)
    const level = Math.round(255 * value)
    levels[level] = (levels[level] ?? 0) + 1
  }
  const { deviation } = moments
  return {
    bright: quantile(levels, 0.99),
    faint: quantile(levels, 0.05),
    deviation,
    sharpness: deviation === 0 ? 0 : laplacian(small) / deviation,
  }
}
