import { expect, it } from 'vitest'
import { countClasses } from './class-counts'

const labels = { train: [0, 1, 1, 0, 1], test: [1, 0, 0] }

it('counts the pictures of each class, without those set aside', () => {
  expect(countClasses(['a', 'b', 'c'], labels, { train: [0, 4], test: [2] })).toEqual([
    { name: 'a', label: 0, train: 1, test: 1, aside: 2 },
    { name: 'b', label: 1, train: 2, test: 1, aside: 1 },
    { name: 'c', label: 2, train: 0, test: 0, aside: 0 },
  ])
})

it('counts all of them where nothing is set aside', () => {
  expect(countClasses(['a', 'b'], labels).map(({ train, test }) => [train, test])).toEqual([
    [2, 2],
    [3, 1],
  ])
})
