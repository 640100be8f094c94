import type { ExplicitPadding } from '@shared/math/geometry'
import { visibleCells } from '../enlarged/cells'
import type { Viewport } from './draw-values'
import { GRID_ZOOM } from './geometry'
import type { CellMark, GridMarks, ReadingMarks } from './marks'

export interface MarkStyle {
  readonly window: string
  readonly feeds: string
  readonly cursor: string
  readonly halo: string
  readonly hatch: string
}

interface Place {
  readonly padding: ExplicitPadding
  readonly padded: readonly [down: number, across: number]
}

/** Draws what is marked on the visible part of a grid. */
export function drawMarks(context: CanvasRenderingContext2D, { cells, reading }: GridMarks, place: Place, viewport: Viewport, style: MarkStyle): void {
  context.clearRect(0, 0, viewport.extent[0], viewport.extent[1])
  if (reading && viewport.zoom / viewport.ratio >= GRID_ZOOM) drawReading(context, reading, place, viewport, style)
  for (const mark of cells) drawMark(context, mark, place, viewport, style)
}

function drawMark(context: CanvasRenderingContext2D, { kind, rows, columns }: CellMark, { padding }: Place, { zoom, ratio, scroll }: Viewport, style: MarkStyle): void {
  if (rows.length === 0 || columns.length === 0) return
  const x = (column: number): number => (column + padding[1][0]) * zoom - scroll[0]
  const y = (row: number): number => (row + padding[0][0]) * zoom - scroll[1]
  const runs = (list: readonly number[]): (readonly [number, number])[] => {
    const sorted = [...list].sort((a, b) => a - b)
    return sorted.reduce<(readonly [number, number])[]>((found, value) => {
      const last = found.at(-1)
      if (last && value < last[1]) return found
      return last?.[1] === value ? [...found.slice(0, -1), [last[0], value + 1]] : [...found, [value, value + 1]]
    }, [])
  }
  // Never thinner than can be seen: on a picture a window may be smaller than a pixel.
  const least = 3 * ratio
  // The cursor lies inside the other marks of its cell.
  const inset = kind === 'cursor' ? 4.5 * ratio : 1.5 * ratio
  const stroke = (colour: string, width: number): void => {
    context.strokeStyle = colour
    context.lineWidth = width
    for (const [top, bottom] of runs(rows)) {
      for (const [left, right] of runs(columns)) {
        const [w, h] = [Math.max(least, (right - left) * zoom - 2 * inset), Math.max(least, (bottom - top) * zoom - 2 * inset)]
        context.strokeRect(x(left) + inset, y(top) + inset, w, h)
      }
    }
  }
  const width = kind === 'cursor' ? 1.5 * ratio : 2.5 * ratio
  stroke(style.halo, width + 2 * ratio)
  stroke(style[kind], width)
}

/** Hatches cells that no window reads, and marks in their corner the cells where windows begin (filled) or were left out (hollow). */
function drawReading(context: CanvasRenderingContext2D, { isRead, startAt }: ReadingMarks, { padding, padded }: Place, { zoom, ratio, scroll, extent }: Viewport, style: MarkStyle): void {
  const [firstColumn, lastColumn] = visibleCells(scroll[0], extent[0], zoom, padded[1])
  const [firstRow, lastRow] = visibleCells(scroll[1], extent[1], zoom, padded[0])
  const corner = Math.min(7 * ratio, zoom / 3)
  for (let down = firstRow; down < lastRow; down++) {
    for (let across = firstColumn; across < lastColumn; across++) {
      const [row, column] = [down - padding[0][0], across - padding[1][0]]
      const [x, y] = [across * zoom - scroll[0], down * zoom - scroll[1]]
      if (!isRead(row, column)) hatch(context, x, y, zoom, ratio, style)
      const start = startAt(row, column)
      if (start) drawCorner(context, x + ratio, y + ratio, corner, start === 'taken', ratio, style)
    }
  }
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, zoom: number, ratio: number, { hatch: colour, halo }: MarkStyle): void {
  for (const [stroke, width] of [[halo, 3 * ratio], [colour, 1.25 * ratio]] as const) {
    context.strokeStyle = stroke
    context.lineWidth = width
    context.beginPath()
    context.moveTo(x + zoom * 0.12, y + zoom * 0.88)
    context.lineTo(x + zoom * 0.88, y + zoom * 0.12)
    context.stroke()
  }
}

function drawCorner(context: CanvasRenderingContext2D, x: number, y: number, size: number, filled: boolean, ratio: number, { window: colour, halo }: MarkStyle): void {
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(x + size, y)
  context.lineTo(x, y + size)
  context.closePath()
  context.lineWidth = ratio
  context.strokeStyle = halo
  context.stroke()
  if (filled) {
    context.fillStyle = colour
    context.fill()
    return
  }
  context.strokeStyle = colour
  context.stroke()
}
