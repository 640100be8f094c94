import { column } from './columns'
import { around, type Change } from './augmentation'

export const brightness: Change = {
  numbers: (amount, drawn) => [1 + around(amount, drawn(0))],
  apply: (x, numbers) => x.mul(column(numbers, 0)),
  clips: true,
}
