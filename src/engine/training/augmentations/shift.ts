import { around, type Move } from './augmentation'

export const shift: Move = {
  map(amount, drawn, { height, width }) {
    const [x, y] = [around(amount, drawn(0)) * width, around(amount, drawn(1)) * height]
    return [1, 0, -x, 0, 1, -y]
  },
}
