import { cellText } from '../cells/text'
import type { Viewport } from './geometry'
import type { GridValues } from './values'
import { isLight } from '../colour/word'

/** The window's colours and font, read from its styles. */
export interface GridStyle {
  readonly font: string
  readonly line: string
  readonly paddingFill: string
  readonly paddingText: string
}

type Visible = readonly [first: number, last: number]

/**
 * Writes the numbers of the visible cells, all in the one size in which the longest fits, or cut
 * where none is small enough.
 */
export function drawNumbers(
  context: CanvasRenderingContext2D,
  pixels: Uint32Array,
  { data, size, padding, paddingText }: GridValues,
  rows: Visible,
  columns: Visible,
  { zoom, ratio, scroll }: Viewport,
  style: GridStyle,
): void {
  const cells: { x: number; y: number; at: number }[] = []
  for (let down = rows[0]; down < rows[1]; down++) {
    for (let across = columns[0]; across < columns[1]; across++) {
      const [row, column] = [down - padding[0][0], across - padding[1][0]]
      const inside = row >= 0 && column >= 0 && row < size[0] && column < size[1]
      cells.push({
        x: (across + 0.5) * zoom - scroll[0],
        y: (down + 0.5) * zoom - scroll[1],
        at: inside ? row * size[1] + column : -1,
      })
    }
  }
  const longest = cells.reduce(
    (most, { at }) => (at < 0 ? most : Math.max(most, cellText(data[at] ?? 0, FULL).length)),
    1,
  )
  const fontSize = fontSizeFor(zoom / ratio, longest)
  const characters = Math.min(FULL, Math.floor((zoom / ratio - 2) / (CHARACTER * fontSize)))
  context.font = `${fontSize * ratio}px ${style.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  for (const { x, y, at } of cells) {
    context.fillStyle = at < 0 ? style.paddingText : isLight(pixels[at] ?? 0) ? '#000' : '#fff'
    context.fillText(at < 0 ? paddingText : cellText(data[at] ?? 0, characters), x, y)
  }
}

/** Width of a character of the monospaced font, in its sizes. */
const CHARACTER = 0.6
/** A number with all its digits: −0.01234. */
const FULL = 8
/** By the least side of a cell that they suit. */
const FONT_SIZES = [
  { cell: 60, size: 18 },
  { cell: 48, size: 15 },
  { cell: 36, size: 12 },
  { cell: 0, size: 10.5 },
] as const
const fontSizeFor = (side: number, longest: number): number =>
  FONT_SIZES.find(({ cell, size }) => side >= cell && longest * CHARACTER * size <= side - 8)
    ?.size ?? 10.5
