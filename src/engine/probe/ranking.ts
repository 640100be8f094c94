/** A place in a data set and on a map where a channel is strong. */
export interface Find {
  readonly value: number
  /** Index of the image. */
  readonly picture: number
  /** Cell of the map, row by row. */
  readonly cell: number
}

/** Keeps the strongest few of many finds, and of equal ones the first. */
export class Ranking {
  readonly #finds: Find[] = []

  constructor(private readonly count: number) {}

  offer(value: number, picture: number, cell: number): void {
    const last = this.#finds.at(-1)
    // NaN is never a strong value.
    if (!(this.#finds.length < this.count ? value === value : last && value > last.value)) return
    const place = this.#finds.findIndex((find) => find.value < value)
    this.#finds.splice(place < 0 ? this.#finds.length : place, 0, { value, picture, cell })
    if (this.#finds.length > this.count) this.#finds.pop()
  }

  get finds(): readonly Find[] {
    return this.#finds
  }
}
