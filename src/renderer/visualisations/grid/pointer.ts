import type { ShallowRef } from 'vue'
import { cellAt, line, type Cell, type GridGeometry } from './geometry'

export interface PointerActions {
  /** The pointer is on a cell, or on none. */
  point(cell: Cell | undefined): void
  /** Cells that a stroke has reached since the last call. */
  stroke(cells: readonly Cell[]): void
  strokeEnd(): void
}

/**
 * From the pointer's events to cells; where `paint` says so, dragging makes strokes without holes.
 */
export function useGridPointer(
  box: Readonly<ShallowRef<HTMLElement | null>>,
  geometry: () => GridGeometry,
  paint: () => boolean,
  actions: PointerActions,
) {
  function at(event: MouseEvent): Cell | undefined {
    const frame = box.value?.getBoundingClientRect()
    if (!frame || !box.value) return undefined
    return cellAt(
      geometry(),
      event.clientX - frame.left + box.value.scrollLeft,
      event.clientY - frame.top + box.value.scrollTop,
    )
  }

  /** The last cell of the stroke under way. */
  let brush: Cell | undefined
  return {
    at,
    down(event: PointerEvent): void {
      const cell = at(event)
      if (event.button !== 0 || !paint() || !cell) return
      box.value?.setPointerCapture(event.pointerId)
      brush = cell
      actions.stroke([cell])
    },
    move(event: PointerEvent): void {
      const cell = at(event)
      actions.point(cell)
      if (!brush || !cell || (cell.row === brush.row && cell.column === brush.column)) return
      actions.stroke(line(brush, cell))
      brush = cell
    },
    up(): void {
      if (!brush) return
      brush = undefined
      actions.strokeEnd()
    },
  }
}
