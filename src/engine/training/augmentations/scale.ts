import { around, type Move } from './augmentation'

export const scale: Move = {
  map(amount, drawn) {
    const factor = (1 + amount) ** around(1, drawn(0))
    return [1 / factor, 0, 0, 0, 1 / factor, 0]
  },
}
