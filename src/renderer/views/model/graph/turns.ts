import type { Point } from '../document/kept'
import { GAP, NODE } from './layout'

/**
 * How a link is drawn: as a curve, or straight down with its one step aside right above the lower
 * node or right below the upper one.
 */
export type Turn = 'curve' | 'late' | 'early'

/** Left free beside a node that a link passes. */
const CLEAR = 6

/**
 * Answers how links are to be drawn among nodes at these places, so that none of them lies under a
 * link that passes it.
 */
export function turnsAmong(places: ReadonlyMap<string, Point>): (from: string, to: string) => Turn {
  const nodes = [...places].map(([id, at]) => ({ id, ...at })).sort((a, b) => a.y - b.y)
  /** The first node at this height or below. */
  function firstFrom(y: number): number {
    let [low, high] = [0, nodes.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((nodes[middle]?.y ?? 0) < y) low = middle + 1
      else high = middle
    }
    return low
  }
  return (from, to) => {
    const [a, b] = [places.get(from), places.get(to)]
    if (!a || !b || Math.abs(a.x - b.x) < 1 || b.y - a.y < 2 * (NODE.height + GAP)) return 'curve'
    const passed: { readonly x: number }[] = []
    for (let i = firstFrom(a.y - NODE.height); i < nodes.length; i++) {
      const node = nodes[i]
      if (!node || node.y > b.y - GAP) break
      if (node.id !== from && node.id !== to && node.y + NODE.height > a.y + NODE.height)
        passed.push(node)
    }
    const isFree = (x: number): boolean =>
      passed.every((node) => Math.abs(node.x - x) >= NODE.width / 2 + CLEAR)
    if (isFree(a.x)) return 'late'
    return isFree(b.x) ? 'early' : 'curve'
  }
}
