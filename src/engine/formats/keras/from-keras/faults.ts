import { AppError, phrase, type Words } from '@shared/errors'
import type { KerasLayer } from './graph'

/** Every layer of a model that can't be taken over; nothing is imported if there is one. */
export class Faults {
  readonly #all: AppError[] = []
  readonly #layers = new Set<string>()

  /** Whether what a layer reads, or the layer itself, is already known to fail. */
  reaches({ name, inputs, fault }: KerasLayer): boolean {
    const failed = fault !== undefined || inputs.some((input) => this.#layers.has(input))
    if (failed) this.#layers.add(name)
    return failed
  }

  /** Reads a layer; undefined where it can't be. @throws what is not about a kind of layer */
  attempt<T>({ name }: KerasLayer, read: () => T): T | undefined {
    try {
      return read()
    } catch (thrown) {
      const fault = AppError.from(thrown)
      if (fault.code !== 'unsupported') throw thrown
      this.#all.push(fault)
      this.#layers.add(name)
      return undefined
    }
  }

  /** @throws AppError `unsupported` with the complete list */
  throwIfAny(): void {
    const [first, ...more] = this.#all
    if (!first) return
    if (more.length === 0) throw first
    const list = more.reduce((text: Words, { words }) => phrase`${text} ${words}`, first.words)
    throw new AppError(
      'unsupported',
      phrase`${this.#all.length} layers can't be taken over, so nothing was imported. ${list}`,
      { layers: this.#all.map(({ details, message }) => ({ ...details, reason: message })) },
    )
  }
}
