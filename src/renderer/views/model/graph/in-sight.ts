import type { Point } from '../document/kept'
import { NODE } from './layout'
import type { Structure } from './elements'

export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

interface View {
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number }
  readonly dimensions: { readonly width: number; readonly height: number }
}

/** The part of the drawing that the pane shows, with a margin of so many panes on each side. */
export function areaOf(
  { viewport: { x, y, zoom }, dimensions: { width, height } }: View,
  margin = 0,
): Area {
  return {
    left: (-x - margin * width) / zoom,
    top: (-y - margin * height) / zoom,
    right: (-x + (1 + margin) * width) / zoom,
    bottom: (-y + (1 + margin) * height) / zoom,
  }
}

export const contains = (outer: Area, inner: Area): boolean =>
  outer.left <= inner.left &&
  outer.top <= inner.top &&
  outer.right >= inner.right &&
  outer.bottom >= inner.bottom

const meets = (a: Area, b: Area): boolean =>
  a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top
const boxOf = (...points: readonly Point[]): Area => ({
  left: Math.min(...points.map(({ x }) => x)),
  top: Math.min(...points.map(({ y }) => y)),
  right: Math.max(...points.map(({ x }) => x)) + NODE.width,
  bottom: Math.max(...points.map(({ y }) => y)) + NODE.height,
})

/**
 * Nodes within an area, and the ends of links that cross it: what has to be drawn for the area to
 * look right.
 */
export function inSight(
  { nodes, links }: Structure,
  places: ReadonlyMap<string, Point>,
  area: Area,
): ReadonlySet<string> {
  const seen = new Set<string>()
  for (const { id } of nodes) {
    const place = places.get(id)
    if (place && meets(boxOf(place), area)) seen.add(id)
  }
  for (const { from, to } of links) {
    const [a, b] = [places.get(from), places.get(to)]
    if (a && b && meets(boxOf(a, b), area)) seen.add(from).add(to)
  }
  return seen
}

/** Everything that is drawn. */
export const extentOf = (places: ReadonlyMap<string, Point>): Area =>
  places.size > 0 ? boxOf(...places.values()) : boxOf({ x: 0, y: 0 })
