import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { PictureSource } from '@shared/contract/inspect'
import { normals } from '@shared/math/picture/noise'
import { IDENTITY, isIdentity, transform, type Transform } from '@shared/math/picture/transform'

/** A drawn picture as it can be gone back to: what was painted, and how it is moved about. */
export interface SketchState {
  /** [height, width, channels] bytes; never written once it is here. */
  readonly painted: Uint8Array
  readonly transform: Transform
  /** Seed of the noise. */
  readonly seed: number
}

/** A picture that is drawn here, on the very pixels that the network gets. */
export interface Sketch {
  readonly size: Pick<Extract<PictureSource, { kind: 'pixels' }>, 'height' | 'width' | 'channels'>
  readonly state: SketchState
}

/** What a state looks like: painted pixels, moved about. */
export function drawnPixels({ size, state }: Sketch): Uint8Array {
  if (isIdentity(state.transform)) return state.painted
  const generator = xoroshiro128plus(state.seed)
  return transform(
    state.painted,
    size,
    state.transform,
    normals(() => uniformFloat64(generator)),
  )
}

export const firstState = (painted: Uint8Array): SketchState => ({
  painted,
  transform: IDENTITY,
  seed: 0,
})
