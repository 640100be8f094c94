import { resizeRgb } from '../pictures/resize'
import { toRgba } from '@shared/math/picture/rgba'
import type { RawDataset, Split } from './dataset'

/** Pictures of a class that an analysis shows, and of how many classes. */
const OF_A_CLASS = 4
const CLASSES = 200
/** No side of them is longer. */
const LONGEST_SIDE = 48

interface Size {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Size of a data set's thumbnails: its pictures', made smaller where they are large. */
export function thumbnailSize({ height, width, channels }: Size): Size {
  const ratio = Math.min(1, LONGEST_SIDE / Math.max(height, width))
  const side = (length: number): number => Math.max(1, Math.round(length * ratio))
  return { height: side(height), width: side(width), channels }
}

/** The first pictures of each class as they will be in the data set, small: packed bytes. */
export function thumbnails(raw: RawDataset): readonly Uint8Array[] {
  const size = thumbnailSize(raw)
  return raw.classes.map((_, label) => {
    if (label >= CLASSES) return new Uint8Array()
    const pictures = [raw.train, raw.test]
      .flatMap((half) => firstOf(half, label, raw))
      .slice(0, OF_A_CLASS)
    return Buffer.concat(pictures.map((picture) => smaller(picture, raw, size)))
  })
}

function firstOf(
  { images, labels, count }: Split,
  label: number,
  { height, width, channels }: Size,
): Uint8Array[] {
  const length = height * width * channels
  const found: Uint8Array[] = []
  for (let i = 0; i < count && found.length < OF_A_CLASS; i++)
    if (labels[i] === label) found.push(images.subarray(i * length, (i + 1) * length))
  return found
}

function smaller(picture: Uint8Array, from: Size, to: Size): Uint8Array {
  if (from.height === to.height && from.width === to.width) return picture
  const rgb = resizeRgb(
    new Uint8Array(toRgba(picture, from.channels).buffer),
    [from.height, from.width],
    [to.height, to.width],
  )
  const grey = from.channels === 1
  return Uint8Array.from({ length: to.height * to.width * to.channels }, (_, at) =>
    Math.round(rgb[grey ? 3 * at : at] ?? 0),
  )
}
