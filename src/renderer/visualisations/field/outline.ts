import { mapBox, type SheetLayout } from '../sheet/layout'
import { clipRegion, type Region } from './region'

/**
 * Of more maps than this the outlines would be a pattern, not a hint, and cost more than they tell.
 */
const MOST_OUTLINES = 1024

/**
 * SVG path of a region's outlines on a layer's sheet, one rectangle on every map that it covers; ''
 * where it covers none.
 */
export function outlinePath(layout: SheetLayout, region: Region): string {
  const { zoom, maps } = layout
  const clipped = clipRegion(region, maps.height, maps.width)
  if (!clipped) return ''
  const [first, last] = clipped.channels
  const [width, height] = [clipped.columns, clipped.rows].map(
    ([from, to]) => (to - from + 1) * zoom,
  )
  const count = Math.min(last - first + 1, MOST_OUTLINES)
  return Array.from({ length: count }, (_, i) => {
    const { x, y } = mapBox(layout, first + i)
    return `M${x + clipped.columns[0] * zoom} ${y + clipped.rows[0] * zoom}h${String(width)}v${String(height)}h-${String(width)}z`
  }).join('')
}
