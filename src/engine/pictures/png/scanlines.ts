import type { PngHeader } from './chunks'

/** A reduced picture inside a PNG: all of it, or one of Adam7's seven (PNG specification, 8). */
export interface PngPass {
  readonly height: number
  readonly width: number
  readonly row: number
  readonly column: number
  readonly rowStep: number
  readonly columnStep: number
  /** Bytes of a line, without the filter's byte. */
  readonly lineBytes: number
}

const ADAM7 = [
  [0, 0, 8, 8],
  [0, 4, 8, 8],
  [4, 0, 8, 4],
  [0, 2, 4, 4],
  [2, 0, 4, 2],
  [0, 1, 2, 2],
  [1, 0, 2, 1],
] as const

export function passesOf({
  height,
  width,
  depth,
  samples,
  interlaced,
}: PngHeader): readonly PngPass[] {
  const starts = interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const)
  return starts
    .map(([row, column, rowStep, columnStep]) => {
      const passWidth = Math.ceil((width - column) / columnStep)
      const lineBytes = Math.ceil((passWidth * samples * depth) / 8)
      return {
        height: Math.ceil((height - row) / rowStep),
        width: passWidth,
        row,
        column,
        rowStep,
        columnStep,
        lineBytes,
      }
    })
    .filter((pass) => pass.height > 0 && pass.width > 0)
}

/** Bytes that the zlib stream must unpack to, filter bytes included: known before unpacking. */
export const scanlineBytes = (passes: readonly PngPass[]): number =>
  passes.reduce((sum, { height, lineBytes }) => sum + height * (lineBytes + 1), 0)

/**
 * Undoes a line's filter in place (PNG specification, 9.2).
 * @param data the unpacked stream
 * @param at first byte of the line, after the filter's byte
 * @param above first byte of the line above, or −1 for the first line
 * @param step bytes a pixel, at least 1
 * @returns false for a filter that does not exist
 */
export function unfilterLine(
  data: Uint8Array,
  at: number,
  above: number,
  lineBytes: number,
  step: number,
): boolean {
  const filter = data[at - 1] ?? -1
  if (filter === 0) return true
  if (filter < 0 || filter > 4) return false
  for (let i = 0; i < lineBytes; i++) {
    const left = i >= step ? (data[at + i - step] ?? 0) : 0
    const up = above >= 0 ? (data[above + i] ?? 0) : 0
    const corner = above >= 0 && i >= step ? (data[above + i - step] ?? 0) : 0
    // A Uint8Array keeps the sum modulo 256, as the standard asks.
    data[at + i] =
      (data[at + i] ?? 0) +
      (filter === 1
        ? left
        : filter === 2
          ? up
          : filter === 3
            ? (left + up) >> 1
            : paeth(left, up, corner))
  }
  return true
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const byLeft = Math.abs(estimate - left)
  const byUp = Math.abs(estimate - up)
  const byCorner = Math.abs(estimate - corner)
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}
