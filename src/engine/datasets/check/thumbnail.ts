/** Height, width and channels of the pictures of a data set. */
export interface PictureSize {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** A picture in grey, made small. */
export interface Thumbnail {
  readonly height: number
  readonly width: number
  /** height × width values of 0 … 1. */
  readonly values: Float32Array
}

/** Shares of red, green and blue in brightness (ITU-R BT.601). */
const LUMA = [0.299, 0.587, 0.114] as const

/** First and last pixel (exclusive) of a thumbnail's cell, along one side. */
const cellOf = (cell: number, cells: number, pixels: number): readonly [number, number] => {
  const from = Math.floor((cell * pixels) / cells)
  return [from, Math.max(from + 1, Math.floor(((cell + 1) * pixels) / cells))]
}

/**
 * A picture in grey, at most `side` pixels high and wide; each value is the mean brightness of its
 * cell. A picture that is small enough keeps its pixels.
 * @param picture height × width × channels bytes
 */
export function thumbnail(picture: Uint8Array, size: PictureSize, side: number): Thumbnail {
  const { height, width, channels } = size
  const scale = Math.min(1, side / Math.max(height, width))
  const rows = Math.max(1, Math.round(height * scale))
  const columns = Math.max(1, Math.round(width * scale))
  const shares = channels === 3 ? LUMA : Array.from({ length: channels }, () => 1 / channels)
  const values = new Float32Array(rows * columns)
  for (let y = 0; y < rows; y++) {
    const [top, bottom] = cellOf(y, rows, height)
    for (let x = 0; x < columns; x++) {
      const [left, right] = cellOf(x, columns, width)
      let sum = 0
      for (let row = top; row < bottom; row++)
        for (let at = (row * width + left) * channels; at < (row * width + right) * channels;)
          for (let channel = 0; channel < channels; channel++)
            sum += (shares[channel] ?? 0) * (picture[at++] ?? 0)
      values[y * columns + x] = sum / (255 * (bottom - top) * (right - left))
    }
  }
  return { height: rows, width: columns, values }
}
