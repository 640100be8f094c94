import type { Flaw, FlawFinding } from '@shared/contract/dataset-check'
import type { Examples } from './examples'
import { median } from './median'

export type OddShape = Extract<Flaw, 'narrow' | 'sized'>

/** Limits as CleanVision has them. */
const NARROW = 0.35
const TIMES = 10

/**
 * Pictures that were far narrower, or far larger or smaller, than the others before they were fitted
 * to one size: of a narrow one little is left, and a tiny one is a blur.
 */
export function oddShapes({ count, place, was }: Examples): FlawFinding[] {
  if (!was) return []
  const shapes = Array.from({ length: count }, (_, at) => was(at))
  /** A side of a square of the same area. */
  const sides = shapes.map(([height, width]) => Math.sqrt(height * width))
  const typical = median(sides)
  return shapes.flatMap(([height, width], at): FlawFinding[] => {
    const share = Math.min(height, width) / Math.max(height, width)
    const side = sides[at] ?? typical
    const times = Math.max(side / typical, typical / side)
    const odd = { picture: place(at), was: [height, width] as [number, number] }
    return [
      ...(share < NARROW ? [{ kind: 'narrow' as const, value: share, limit: NARROW, ...odd }] : []),
      ...(times > TIMES ? [{ kind: 'sized' as const, value: times, limit: TIMES, ...odd }] : []),
    ]
  })
}
