/** What one network says of the same test pictures as the others. */
export interface Answers {
  /** Places in the test set, where the pictures are a part of it. */
  readonly positions?: ArrayLike<number> | undefined
  readonly labels: ArrayLike<number>
  readonly predictions: ArrayLike<number>
}

/** A picture about which networks say different things. */
export interface Disagreement {
  /** Place in the test set. */
  readonly index: number
  readonly label: number
  /** Of each network. */
  readonly predictions: readonly number[]
  /** How many of them are right. */
  readonly right: number
}

/**
 * The test pictures that all networks were shown and about which they don't say the same: those that
 * most networks have right first, then by their place. So the first pictures are the ones that set
 * the weakest network apart.
 */
export function disagreements(all: readonly Answers[]): readonly Disagreement[] {
  const [first, ...others] = all.map(
    ({ positions, labels, predictions }) =>
      new Map(
        Array.from({ length: labels.length }, (_, i) => [
          positions?.[i] ?? i,
          { label: labels[i] ?? -1, prediction: predictions[i] ?? -1 },
        ]),
      ),
  )
  if (!first) return []
  const found: Disagreement[] = []
  for (const [index, { label, prediction }] of first) {
    const rest = others.map((other) => other.get(index)?.prediction)
    if (rest.some((said) => said === undefined)) continue
    const predictions = [prediction, ...(rest as number[])]
    if (new Set(predictions).size > 1)
      found.push({
        index,
        label,
        predictions,
        right: predictions.filter((said) => said === label).length,
      })
  }
  return found.sort((a, b) => b.right - a.right || a.index - b.index)
}
