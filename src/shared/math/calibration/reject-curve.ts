/** What becomes of a classifier that answers only where it is sure enough. */
export interface RejectPoint {
  /** Share of the examples that are answered. */
  readonly answered: number
  /** Share of the answers that are right. */
  readonly accuracy: number
  /** The lowest confidence that is answered. */
  readonly threshold: number
}

/**
 * Accuracy against the share that is answered, the surest first. Equal confidences are answered
 * together, so that every point belongs to a threshold.
 * @param points at most so many, evenly over the shares; the last one answers all
 */
export function rejectCurve(
  confidences: ArrayLike<number>,
  right: ArrayLike<boolean | number>,
  points = 50,
): readonly RejectPoint[] {
  const count = confidences.length
  const order = Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (confidences[b] ?? 0) - (confidences[a] ?? 0),
  )
  const curve: RejectPoint[] = []
  let hits = 0
  for (const [place, example] of order.entries()) {
    hits += right[example] ? 1 : 0
    const threshold = confidences[example] ?? NaN
    const answered = place + 1
    const isLast = answered === count
    if (!isLast && confidences[order[place + 1] ?? 0] === threshold) continue
    if (isLast || answered * points >= (curve.length + 1) * count)
      curve.push({ answered: answered / count, accuracy: hits / answered, threshold })
  }
  return curve
}
