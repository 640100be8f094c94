/** How many bytes all entries of a cache may hold. */
export interface CacheBudget<V> {
  readonly bytesOf: (value: V) => number
  /** Read at every change. */
  readonly most: () => number
}

/**
 * Keeps the most recently used entries, up to a number and, with a budget, up to a size in bytes.
 * The newest entry is always kept.
 */
export class LruCache<K, V> {
  private readonly entries = new Map<K, V>()

  constructor(
    private readonly capacity: number,
    private readonly onEvict: (value: V) => void = () => undefined,
    private readonly budget?: CacheBudget<V>,
  ) {}

  get(key: K): V | undefined {
    const value = this.entries.get(key)
    if (value !== undefined) {
      this.entries.delete(key)
      this.entries.set(key, value)
    }
    return value
  }

  set(key: K, value: V): void {
    const before = this.entries.get(key)
    if (before !== undefined && before !== value) this.onEvict(before)
    this.entries.delete(key)
    this.entries.set(key, value)
    // A Map's first key is the least recently used one.
    for (const oldest of [...this.entries.keys()]) {
      if (oldest === key || !this.isOver()) return
      this.delete(oldest)
    }
  }

  delete(key: K): void {
    const value = this.entries.get(key)
    this.entries.delete(key)
    if (value !== undefined) this.onEvict(value)
  }

  private isOver(): boolean {
    if (this.entries.size > this.capacity) return true
    const { budget } = this
    if (!budget) return false
    const bytes = [...this.entries.values()].reduce((sum, value) => sum + budget.bytesOf(value), 0)
    return bytes > budget.most()
  }
}
