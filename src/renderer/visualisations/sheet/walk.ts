import { ARROWS } from '@renderer/maps/arrows'
import { isVector, type Unit } from '@renderer/maps/units'
import type { SheetLayout } from './layout'

/**
 * Where a key leads from a unit: arrows to the next cell and over a map's edge into the next map,
 * Page Up and Page Down to the map before and after, Home and End to the first and last map. Null
 * for other keys and where the sheet ends.
 */
export function walk(layout: SheetLayout, from: Unit, key: string): Unit | null {
  const { maps, columns } = layout
  const to = (channel: number, unit: Partial<Unit> = {}): Unit | null =>
    channel >= 0 && channel < maps.count ? { ...from, ...unit, channel } : null
  switch (key) {
    case 'PageUp':
      return to(from.channel - 1)
    case 'PageDown':
      return to(from.channel + 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(maps.count - 1)
  }
  const step = ARROWS[key]
  if (!step) return null
  const [row, column] = [from.row + step[0], from.column + step[1]]
  if (!isVector(maps) && row >= 0 && row < maps.height && column >= 0 && column < maps.width)
    return { ...from, row, column }
  const place = (from.channel % columns) + step[1]
  if (place < 0 || place >= columns) return isVector(maps) ? to(from.channel + step[1]) : null
  return to(from.channel + step[0] * columns + step[1], {
    row: (row + maps.height) % maps.height,
    column: (column + maps.width) % maps.width,
  })
}
