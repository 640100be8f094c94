import { TokenPaths } from '@shared/contract/token-paths'
import { AppError, phrase } from '@shared/errors'

/**
 * How long a call waits for its token. Tokens come from main and calls from a window, so a call may
 * arrive a moment before its token.
 */
const PATIENCE_MS = 2_000

/** Paths by the tokens that main has sent; windows know only the tokens. */
export class Tokens {
  readonly #paths = new TokenPaths()
  readonly #waiting = new Map<string, Set<(path: string) => void>>()

  register(token: string, path: string): void {
    this.#paths.set(token, path)
    for (const tell of this.#waiting.get(token) ?? []) tell(path)
    this.#waiting.delete(token)
  }

  /**
   * The path of a token.
   * @throws AppError `not-found` if main has not sent it within two seconds, or has since sent so
   *   many others that it was dropped
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
