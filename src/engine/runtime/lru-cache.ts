/** Keeps the entries used last. */
export class LruCache<K, V> {
  private readonly entries = new Map<K, V>()

  constructor(
    private readonly capacity: number,
    private readonly onEvict: (value: V) => void = () => undefined,
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
    for (const oldest of [...this.entries.keys()].slice(
      0,
      Math.max(0, this.entries.size - this.capacity),
    ))
      this.delete(oldest)
  }

  delete(key: K): void {
    const value = this.entries.get(key)
    this.entries.delete(key)
    if (value !== undefined) this.onEvict(value)
  }
}
