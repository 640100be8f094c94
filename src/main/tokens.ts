import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import type { Chosen } from '@shared/contract/desktop'
import { TokenPaths } from '@shared/contract/token-paths'

/**
 * Paths that the user chose. The window gets a token and the name; main and the engine alone know
 * the path.
 */
export class PathTokens {
  readonly #paths = new TokenPaths()
  readonly #announce: (token: string, path: string) => void

  constructor(announce: (token: string, path: string) => void) {
    this.#announce = announce
  }

  register(path: string): Chosen {
    const token = randomBytes(16).toString('hex')
    this.#paths.set(token, path)
    this.#announce(token, path)
    return { token, name: basename(path) }
  }

  /** Undefined for a token that has made way for later ones. */
  pathOf(token: string): string | undefined {
    return this.#paths.get(token)
  }

  /** For an engine that has just started and has none. */
  all(): Iterable<readonly [token: string, path: string]> {
    return this.#paths.entries()
  }
}
