/** Tokens are cheap, but must not fill memory: 4096 paths are known at a time. */
const MOST = 4096

/**
 * What tokens stand for. Main and the engine hold one each and add the same tokens in the same
 * order, so both forget the same ones: the oldest.
 */
export class TokenPaths {
  readonly #paths = new Map<string, string>()

  set(token: string, path: string): void {
    this.#paths.set(token, path)
    for (const oldest of this.#paths.keys()) {
      if (this.#paths.size <= MOST) break
      this.#paths.delete(oldest)
    }
  }

  /** Undefined for a token that has made way for later ones. */
  get(token: string): string | undefined {
    return this.#paths.get(token)
  }

  entries(): Iterable<readonly [token: string, path: string]> {
    return this.#paths
  }
}
