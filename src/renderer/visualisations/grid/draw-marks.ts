import type { ExplicitPadding } from '@shared/math/geometry'
import type { Viewport } from './geometry'
import type { CellMark } from './marks'

export interface MarkStyle {
  readonly window: string
  readonly feeds: string
  readonly cursor: string
  readonly halo: string
}

/** Draws marks on the visible part of a grid. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly CellMark[],
  padding: ExplicitPadding,
  viewport: Viewport,
  style: MarkStyle,
): void {
  context.clearRect(0, 0, viewport.extent[0], viewport.extent[1])
  for (const mark of marks) drawMark(context, mark, padding, viewport, style)
}

function drawMark(
  context: CanvasRenderingContext2D,
  { kind, rows, columns }: CellMark,
  padding: ExplicitPadding,
  { zoom, ratio, scroll }: Viewport,
  style: MarkStyle,
): void {
  if (rows.length === 0 || columns.length === 0) return
  const x = (column: number): number => (column + padding[1][0]) * zoom - scroll[0]
  const y = (row: number): number => (row + padding[0][0]) * zoom - scroll[1]
  const runs = (list: readonly number[]): (readonly [number, number])[] => {
    const sorted = [...list].sort((a, b) => a - b)
    return sorted.reduce<(readonly [number, number])[]>((found, value) => {
      const last = found.at(-1)
      if (last && value < last[1]) return found
      return last?.[1] === value
        ? [...found.slice(0, -1), [last[0], value + 1]]
        : [...found, [value, value + 1]]
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
        const [w, h] = [
          Math.max(least, (right - left) * zoom - 2 * inset),
          Math.max(least, (bottom - top) * zoom - 2 * inset),
        ]
        context.strokeRect(x(left) + inset, y(top) + inset, w, h)
      }
    }
  }
  const width = kind === 'cursor' ? 1.5 * ratio : 2.5 * ratio
  stroke(style.halo, width + 2 * ratio)
  stroke(style[kind], width)
}
