import { IDENTITY } from '@shared/math/reference/augment'
import type { Move } from './augmentation'

export const flip: Move = {
  map: (amount, drawn) => (drawn(0) < amount ? [-1, 0, 0, 0, 1, 0] : IDENTITY),
}

export const flipVertical: Move = {
  map: (amount, drawn) => (drawn(0) < amount ? [1, 0, 0, 0, -1, 0] : IDENTITY),
}
