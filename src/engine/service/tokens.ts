import { TokenPaths } from '@shared/contract/token-paths'
import { AppError, phrase } from '@shared/errors'

/**
 * Tokens come from main and calls from a window, by different ways: a call may be here a moment
 * before its token.
 */
const PATIENCE_MS = 2_000

/** Paths that main has named; windows know the tokens only. */
export class Tokens {
  readonly #paths = new TokenPaths()
  readonly #waiting = new Map<string, Set<(path: string) => void>>()

  register(token: string, path: string): void {
    this.#paths.set(token, path)
    for (const tell of this.#waiting.get(token) ?? []) tell(path)
    this.#waiting.delete(token)
  }

  /**
   * The path that a token stands for.
   * @throws AppError `not-found` if main has not named it within two seconds, or so many others
   *   since that it was forgotten.
   */
  resolve(token: string, patienceMs = PATIENCE_MS): Promise<string> {
    const known = this.#paths.get(token)
    if (known !== undefined) return Promise.resolve(known)
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(token) ?? new Set()
      this.#waiting.set(token, waiting)
      const timer = setTimeout(() => {
        waiting.delete(tell)
        if (waiting.size === 0) this.#waiting.delete(token)
        reject(
          new AppError('not-found', phrase`The file is no longer known; choose it again.`, {
            token,
          }),
        )
      }, patienceMs)
      const tell = (path: string): void => {
        clearTimeout(timer)
        resolve(path)
      }
      waiting.add(tell)
    })
  }
}
