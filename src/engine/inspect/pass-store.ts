import { AppError, phrase } from '@shared/errors'
import type { KeptPass, LayerValues } from './pass'

const KEPT = 8
const KEPT_BYTES = 512 * 1024 * 1024

const bytes = (arrays: ReadonlyMap<string, { readonly data: Float32Array }>): number =>
  [...arrays.values()].reduce((sum, { data }) => sum + data.byteLength, 0)

/**
 * The memory of some passes: their outputs, and their weights, counted once if several passes share
 * them.
 */
function bytesOf(passes: Iterable<KeptPass>): number {
  const all = [...passes]
  const weights = new Set(all.map(({ loaded }) => loaded.weights))
  return (
    all.reduce((sum, { outputs }) => sum + bytes(outputs), 0) +
    [...weights].reduce((sum, of) => sum + bytes(of), 0)
  )
}

/**
 * Keeps the last few passes, so that a window can fetch layers one by one. The newest is always
 * kept.
 */
export class PassStore {
  private readonly passes = new Map<string, KeptPass>()

  constructor(
    private readonly count = KEPT,
    private readonly limit = KEPT_BYTES,
  ) {}

  add(pass: KeptPass): void {
    this.passes.set(pass.id, pass)
    for (const [id, kept] of this.passes) {
      if (
        (this.passes.size <= this.count && bytesOf(this.passes.values()) <= this.limit) ||
        kept === pass
      )
        return
      this.passes.delete(id)
    }
  }

  /** @throws AppError `not-found` for a pass that was dropped for later ones */
  get(id: string): KeptPass {
    const pass = this.passes.get(id)
    if (!pass)
      throw new AppError(
        'not-found',
        phrase`This forward pass is no longer kept; run the picture through the network again.`,
        { pass: id },
      )
    return pass
  }

  /** @throws AppError `not-found` */
  layer(id: string, layer: string): LayerValues {
    const values = this.get(id).outputs.get(layer)
    if (!values)
      throw new AppError('not-found', phrase`The network has no layer "${layer}".`, { layer })
    return values
  }
}
