import { around, type Change } from './augmentation'
import { column, greys } from './columns'

export const contrast: Change = {
  numbers: (amount, drawn) => [1 + around(amount, drawn(0))],
  apply(x, numbers) {
    const mean = greys(x).mean([1, 2], true)
    return x.sub(mean).mul(column(numbers, 0)).add(mean)
  },
  clips: true,
}
