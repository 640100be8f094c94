import type { Curves, Metric, Point } from './curves'

/** The curve's height at x on the straight line between its points; x lies between its ends. */
function heightAt(points: readonly Point[], x: number): number {
  const next = points.findIndex((point) => point.x >= x)
  const [right, left] = [points[next], points[next - 1]]
  if (!right) return NaN
  if (!left || right.x === x) return right.y
  return left.y + ((right.y - left.y) * (x - left.x)) / (right.x - left.x)
}

/**
 * The mean of curves as they are drawn, straight from point to point: wherever one of them has a
 * point, as far as all have come. One that has no point yet is left out.
 */
function meanCurve(curves: readonly (readonly Point[])[]): readonly Point[] {
  const begun = curves.filter((points) => points.length > 0)
  if (begun.length <= 1) return begun[0] ?? []
  const from = Math.max(...begun.map((points) => points[0]?.x ?? 0))
  const to = Math.min(...begun.map((points) => points.at(-1)?.x ?? 0))
  const places = [...new Set(begun.flatMap((points) => points.map(({ x }) => x)))]
    .filter((x) => x >= from && x <= to)
    .sort((a, b) => a - b)
  return places.map((x) => ({
    x,
    y: begun.reduce((sum, points) => sum + heightAt(points, x), 0) / begun.length,
  }))
}

/** Each metric's mean over several runs. */
export function meanCurves(runs: readonly Curves[]): Curves {
  const mean = (metric: Metric): readonly Point[] => meanCurve(runs.map((curves) => curves[metric]))
  return {
    trainLoss: mean('trainLoss'),
    trainAccuracy: mean('trainAccuracy'),
    testAccuracy: mean('testAccuracy'),
    validationAccuracy: mean('validationAccuracy'),
  }
}
