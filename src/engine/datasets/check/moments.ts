/** Sum and sum of squares of values, for a standard deviation in one pass. */
export class Moments {
  #count = 0
  #sum = 0
  #squares = 0

  add(value: number): void {
    this.#count++
    this.#sum += value
    this.#squares += value * value
  }

  get deviation(): number {
    const mean = this.#sum / this.#count
    return this.#count === 0 ? 0 : Math.sqrt(Math.max(0, this.#squares / this.#count - mean * mean))
  }
}

/** Standard deviation of values. */
export function deviationOf(values: Float32Array): number {
  const moments = new Moments()
  for (const value of values) moments.add(value)
  return moments.deviation
}
