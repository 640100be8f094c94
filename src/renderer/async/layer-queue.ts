import type { LayerMaps } from '@shared/contract/inspect'
import { AppError } from '@shared/errors'

export interface QueueOptions {
  readonly fetch: (pass: string, layer: string) => Promise<LayerMaps>
  readonly deliver: (pass: string, layer: string, maps: LayerMaps) => void
  readonly fail: (error: AppError) => void
  /** Requests in flight at a time. @default 2 */
  readonly width?: number
}

/**
 * Fetches the maps of a pass, layer by layer: what is on the screen first, then the rest in the
 * network's order.
 */
export interface LayerQueue {
  /**
   * Begins with a pass; what is still to come of the pass before is dropped. `all`: also what is
   * not on the screen.
   */
  begin(pass: string, layers: readonly string[], all: boolean): void
  /** The layers on the screen. */
  see(layers: ReadonlySet<string>): void
  /** From now on also the layers that are not on the screen. */
  rest(): void
}

export function createLayerQueue({ fetch, deliver, fail, width = 2 }: QueueOptions): LayerQueue {
  let pass = ''
  let missing: string[] = []
  let everything = true
  let seen: ReadonlySet<string> = new Set()
  let inFlight = 0

  const next = (): string | undefined =>
    missing.find((layer) => seen.has(layer)) ?? (everything ? missing[0] : undefined)

  async function fetchOne(of: string, layer: string): Promise<void> {
    try {
      const maps = await fetch(of, layer)
      if (of === pass) deliver(of, layer, maps)
    } catch (thrown) {
      // An answer for a picture that has been left is nobody's error.
      if (of !== pass) return
      missing = []
      fail(AppError.from(thrown))
    }
  }

  function pump(): void {
    while (inFlight < width) {
      const layer = next()
      if (layer === undefined) break
      missing = missing.filter((id) => id !== layer)
      inFlight += 1
      void fetchOne(pass, layer).finally(() => {
        inFlight -= 1
        pump()
      })
    }
  }

  return {
    begin(id, layers, all) {
      pass = id
      missing = [...layers]
      everything = all
      pump()
    },
    see(layers) {
      seen = layers
      pump()
    },
    rest() {
      everything = true
      pump()
    },
  }
}
