/** Keras's `to_snake_case`, by which it names the groups of a file. */
export const snakeCase = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()

/**
 * Where Keras 3 keeps the weights of a model's layers: under the names of their classes, numbered
 * in the order of the layers.
 */
export class Containers {
  readonly #used = new Map<string, number>()

  /** @param around the place of the model itself; empty for the whole file */
  constructor(private readonly around: string) {}

  next(className: string): string {
    const name = snakeCase(className)
    const count = this.#used.get(name)
    this.#used.set(name, (count ?? 0) + 1)
    const own = `layers/${count === undefined ? name : `${name}_${count}`}`
    return this.around === '' ? own : `${this.around}/${own}`
  }
}
