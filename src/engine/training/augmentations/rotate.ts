import { around, type Move } from './augmentation'

export const rotate: Move = {
  map(amount, drawn) {
    const angle = (around(amount, drawn(0)) * Math.PI) / 180
    return [Math.cos(angle), Math.sin(angle), 0, -Math.sin(angle), Math.cos(angle), 0]
  },
}
