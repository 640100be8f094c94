import { around, type Change } from './augmentation'
import { column, greys } from './columns'

export const saturation: Change = {
  numbers: (amount, drawn) => [1 + around(amount, drawn(0))],
  apply(x, numbers) {
    const grey = greys(x)
    return x.sub(grey).mul(column(numbers, 0)).add(grey)
  },
  clips: true,
}
