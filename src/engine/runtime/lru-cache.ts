/** How much all entries of a cache may hold. */
export interface CacheBudget<V> {
  readonly bytesOf: (value: V) => number
  /** Asked at every change. */
  readonly most: () => number
}

/** Keeps the entries used last: so many, and with a budget so many bytes, but always the newest. */
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
    // A Map's first key is the one that was used longest ago.
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
