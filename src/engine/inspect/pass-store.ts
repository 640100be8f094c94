import { AppError } from '@shared/errors'
import type { KeptPass, LayerValues } from './pass'

const KEPT = 8
const KEPT_BYTES = 512 * 1024 * 1024

const bytesOf = ({ outputs }: KeptPass): number => [...outputs.values()].reduce((sum, { data }) => sum + data.byteLength, 0)

/** Keeps the last few passes, so that a window can fetch layers one by one; the newest stays whatever its size. */
export class PassStore {
  private readonly passes = new Map<string, KeptPass>()

  constructor(
    private readonly count = KEPT,
    private readonly bytes = KEPT_BYTES,
  ) {}

  add(pass: KeptPass): void {
    this.passes.set(pass.id, pass)
    let total = [...this.passes.values()].reduce((sum, kept) => sum + bytesOf(kept), 0)
    for (const [id, kept] of this.passes) {
      if ((this.passes.size <= this.count && total <= this.bytes) || kept === pass) return
      this.passes.delete(id)
      total -= bytesOf(kept)
    }
  }

  /** @throws AppError `not-found` for a pass that has made way for later ones. */
  get(id: string): KeptPass {
    const pass = this.passes.get(id)
    if (!pass) throw new AppError('not-found', 'This forward pass is not kept any more; run the picture through the network again.', { pass: id })
    return pass
  }

  /** @throws AppError `not-found` */
  layer(id: string, layer: string): LayerValues {
    const values = this.get(id).outputs.get(layer)
    if (!values) throw new AppError('not-found', `The network has no layer "${layer}".`, { layer })
    return values
  }
}
