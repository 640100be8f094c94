import type { Split } from './dataset'

/** The examples at `indices`, copied out. @param size bytes of a picture */
export function takeExamples(
  { images, labels }: Omit<Split, 'count'>,
  size: number,
  indices: ArrayLike<number>,
): Split {
  const count = indices.length
  const taken = {
    images: new Uint8Array(count * size),
    labels: labels instanceof Uint16Array ? new Uint16Array(count) : new Uint8Array(count),
  }
  for (let to = 0; to < count; to++) {
    const from = indices[to] ?? 0
    taken.images.set(images.subarray(from * size, (from + 1) * size), to * size)
    taken.labels[to] = labels[from] ?? 0
  }
  return { ...taken, count }
}

/** Examples of each class. */
export function classCounts(labels: ArrayLike<number>, classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? 0
    counts[label] = (counts[label] ?? 0) + 1
  }
  return counts
}
