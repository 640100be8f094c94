import { isVector, type Maps, type Unit } from '@renderer/maps/units'

/** Maps in rows, all sizes in device pixels so that every cell is equally large on every screen. */
export interface SheetLayout {
  readonly maps: Maps
  /** Pixels a cell; a whole number unless the map is larger than its place. */
  readonly zoom: number
  readonly gap: number
  readonly columns: number
  readonly rows: number
  readonly width: number
  readonly height: number
}

export interface SheetRequest {
  readonly maps: Maps
  /** Width there is. */
  readonly available: number
  /** Longer side that a map should have. */
  readonly side: number
  /** Columns come in multiples of this (input channels of a filter), where that many fit. */
  readonly group?: number
  /** Tallest sheet; maps become smaller to keep it. @default 12000 */
  readonly tallest?: number
}

const SMALLEST_SIDE = 8

/** Longer side of a map's place: a vector's cells become smaller the more there are. */
function placeSide({ maps, side }: SheetRequest): number {
  if (!isVector(maps)) return side
  const shrink = maps.count <= 16 ? 2 : maps.count <= 128 ? 3.5 : maps.count <= 1024 ? 5 : 7
  return Math.max(SMALLEST_SIDE, Math.round(side / shrink))
}

function layoutAt(request: SheetRequest, side: number): SheetLayout {
  const { maps, available, group = 1 } = request
  const longer = Math.max(maps.height, maps.width)
  const fits = Math.min(side, Math.max(1, available)) / longer
  const zoom = fits >= 1 ? Math.floor(fits) : fits
  const gap = isVector(maps) ? 1 : Math.max(2, Math.round(side / 18))
  const most = Math.max(1, Math.floor((available + gap) / (maps.width * zoom + gap)))
  const wanted = Math.min(most, Math.max(1, maps.count))
  const columns = group > 1 && wanted > group ? wanted - (wanted % group) : wanted
  const rows = Math.ceil(maps.count / columns)
  return {
    maps,
    zoom,
    gap,
    columns,
    rows,
    width: Math.max(0, Math.ceil(columns * (maps.width * zoom + gap) - gap)),
    height: Math.max(0, Math.ceil(rows * (maps.height * zoom + gap) - gap)),
  }
}

/** Lays maps out in rows, at a whole number of pixels a cell where the map fits its place. */
export function layoutSheet(request: SheetRequest): SheetLayout {
  const tallest = request.tallest ?? 12_000
  let side = placeSide(request)
  let layout = layoutAt(request, side)
  while (layout.height > tallest && side > SMALLEST_SIDE) {
    side = Math.max(SMALLEST_SIDE, Math.floor(side * 0.8))
    layout = layoutAt(request, side)
  }
  return layout
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Place of a map on its sheet. */
export function mapBox({ maps, zoom, gap, columns }: SheetLayout, channel: number): Box {
  const [width, height] = [maps.width * zoom, maps.height * zoom]
  return {
    x: (channel % columns) * (width + gap),
    y: Math.floor(channel / columns) * (height + gap),
    width,
    height,
  }
}

/** Place of a unit's cell on its sheet. */
export function cellBox(layout: SheetLayout, { row, column, channel }: Unit): Box {
  const { x, y } = mapBox(layout, channel)
  const { zoom } = layout
  return { x: x + column * zoom, y: y + row * zoom, width: zoom, height: zoom }
}

/** The unit at a point of the sheet, or null in a gap and outside. */
export function unitAt(layout: SheetLayout, x: number, y: number): Unit | null {
  const { maps, zoom, gap, columns } = layout
  if (x < 0 || y < 0) return null
  const pitch = [maps.width * zoom + gap, maps.height * zoom + gap] as const
  const [across, down] = [Math.floor(x / pitch[0]), Math.floor(y / pitch[1])]
  const channel = down * columns + across
  const column = Math.floor((x - across * pitch[0]) / zoom)
  const row = Math.floor((y - down * pitch[1]) / zoom)
  return across < columns && channel < maps.count && column < maps.width && row < maps.height
    ? { row, column, channel }
    : null
}
