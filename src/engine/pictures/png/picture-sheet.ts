import { encodeRgb } from './encode'

/** Pictures of one size with 8 bits a number, one after the other. */
export interface Pictures {
  readonly height: number
  readonly width: number
  /** 1 or 3. */
  readonly channels: number
  readonly pixels: Uint8Array
}

const GAP = 2
/** Small pictures are enlarged until their longer side has at least so many pixels. */
const LEGIBLE = 112

/** How often each pixel is repeated down and across. */
const scaleOf = ({ height, width }: Pictures): number =>
  Math.max(1, Math.ceil(LEGIBLE / Math.max(height, width, 1)))

/** How many pictures stand beside each other: about as many as rows. */
const acrossOf = (count: number): number => Math.max(1, Math.ceil(Math.sqrt(count)))

/** Pictures side by side as PNG, enlarged without smoothing, with white between them. */
export function pictureSheet(pictures: Pictures): Promise<Uint8Array> {
  const { height, width, channels, pixels } = pictures
  const count = pixels.length / (height * width * channels)
  const [scale, across] = [scaleOf(pictures), acrossOf(count)]
  const [down, right] = [height * scale + GAP, width * scale + GAP]
  const sheet = {
    height: Math.ceil(count / across) * down - GAP,
    width: Math.min(across, count) * right - GAP,
  }
  const rgb = new Uint8Array(3 * sheet.height * sheet.width).fill(255)
  for (let n = 0; n < count; n++) {
    const [top, left] = [Math.floor(n / across) * down, (n % across) * right]
    for (let row = 0; row < height * scale; row++) {
      for (let column = 0; column < width * scale; column++) {
        const cell = Math.floor(row / scale) * width + Math.floor(column / scale)
        const from = (n * height * width + cell) * channels
        const to = 3 * ((top + row) * sheet.width + left + column)
        for (let colour = 0; colour < 3; colour++)
          rgb[to + colour] = pixels[from + (channels === 1 ? 0 : colour)] ?? 0
      }
    }
  }
  return encodeRgb({ ...sheet, rgb })
}

/** Numbers of 0…1 as 8 bits. */
export const toBytes = (values: Float32Array): Uint8Array =>
  Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value))))
