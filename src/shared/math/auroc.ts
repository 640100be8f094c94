/**
 * Area under the receiver operating characteristic: how often a value of the second kind is greater
 * than one of the first, equal ones counted half (Mann and Whitney's U, divided by its greatest
 * value). 1 tells all apart, 0.5 none.
 */
export function auroc(lower: ArrayLike<number>, higher: ArrayLike<number>): number {
  const all = [
    ...Array.from(lower, (value) => ({ value, isHigher: false })),
    ...Array.from(higher, (value) => ({ value, isHigher: true })),
  ].sort((a, b) => a.value - b.value)
  let ranks = 0
  for (let from = 0; from < all.length;) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to++
    // Equal values share the mean of their ranks, which are counted from 1.
    const rank = (from + 1 + to) / 2
    for (let i = from; i < to; i++) if (all[i]?.isHigher) ranks += rank
    from = to
  }
  const count = higher.length
  return (ranks - (count * (count + 1)) / 2) / (count * lower.length)
}
