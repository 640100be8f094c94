import { around, type Move } from './augmentation'

export const crop: Move = {
  map(amount, drawn, { height, width }) {
    const side = amount + (1 - amount) * drawn(0)
    const room = (1 - side) / 2
    return [
      ...([side, 0, around(room, drawn(1)) * width] as const),
      ...([0, side, around(room, drawn(2)) * height] as const),
    ]
  },
}
