/** Examples whose confidence lies in (from, to]; the first bin has 0 too. */
export interface ConfidenceBin {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Mean confidence and share of right answers; null in an empty bin. */
  readonly confidence: number | null
  readonly accuracy: number | null
}

export interface ReliabilityDiagram {
  readonly bins: readonly ConfidenceBin[]
  /** Expected calibration error: Σ (count / n) · |confidence − accuracy|. */
  readonly ece: number
}

/** Number of bins that papers use. */
export const BINS = 15

/**
 * How well confidences say what share of the answers is right: equal bins (lo, hi], and the
 * expected calibration error (Guo et al., "On Calibration of Modern Neural Networks", 2017).
 * @param confidences 0…1, the probability of each answer
 * @param right whether it is right, of the same length
 */
export function reliabilityOf(
  confidences: ArrayLike<number>,
  right: ArrayLike<boolean | number>,
  bins = BINS,
): ReliabilityDiagram {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }))
  for (let i = 0; i < confidences.length; i++) {
    const confidence = confidences[i] ?? NaN
    const bin = sums[binOf(confidence, bins)]
    if (!bin) continue
    bin.count++
    bin.confidence += confidence
    bin.right += right[i] ? 1 : 0
  }
  const ece = sums.reduce(
    (sum, { confidence, right: hits }) => sum + Math.abs(confidence - hits),
    0,
  )
  return {
    bins: sums.map(({ count, confidence, right: hits }, i) => ({
      from: i / bins,
      to: (i + 1) / bins,
      count,
      confidence: count === 0 ? null : confidence / count,
      accuracy: count === 0 ? null : hits / count,
    })),
    ece: confidences.length === 0 ? 0 : ece / confidences.length,
  }
}

/** The bin (i / bins, (i + 1) / bins] of a confidence; rounding can't move one over an edge. */
function binOf(confidence: number, bins: number): number {
  let bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1))
  while (bin > 0 && confidence <= bin / bins) bin--
  while (bin < bins - 1 && confidence > (bin + 1) / bins) bin++
  return bin
}
