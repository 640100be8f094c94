import { expect, it } from 'vitest'
import { middleOf, placeOf } from './unit'

it('the middle of a map is a cell of it, that of a vector its first unit', () => {
  expect([[5, 6, 3], [1, 2, 8], [10]].map((shape) => placeOf(middleOf(shape)))).toEqual([
    [2, 3, 0],
    [0, 1, 0],
    [0, 0, 0],
  ])
})
