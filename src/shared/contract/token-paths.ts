/** Tokens are cheap, but must not fill the memory: at most 4096 paths are known at a time. */
const MOST = 4096

/**
 * The paths that tokens stand for. Main and the engine have one each and add the same tokens in the
 * same order, so both forget the same tokens: the oldest.
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

  /** Undefined for a token that later ones have replaced. */
  get(token: string): string | undefined {
    return this.#paths.get(token)
  }

  entries(): Iterable<readonly [token: string, path: string]> {
    return this.#paths
  }
}
