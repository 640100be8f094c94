import { describe, expect, it } from 'vitest'
import type { ExamplePlace, Finding } from './dataset-check'
import { isOfGroup, placesOf, redundantOf } from './findings'

const at = (split: 'train' | 'test', index: number, label = 0): ExamplePlace => ({
  split,
  index,
  label,
})
const copies = (pictures: ExamplePlace[], conflict = false): Finding => ({
  kind: 'copies',
  pictures,
  leak: new Set(pictures.map(({ split }) => split)).size > 1,
  conflict,
})

describe('what a data set is better without', () => {
  it('is all copies but one, a test picture kept before a training picture', () => {
    expect(redundantOf(copies([at('train', 1), at('train', 2), at('train', 3)]))).toEqual([
      at('train', 2),
      at('train', 3),
    ])
    expect(redundantOf(copies([at('train', 1), at('test', 2), at('test', 3)]))).toEqual([
      at('train', 1),
      at('test', 3),
    ])
  })

  it('is every copy where the labels differ, and a flawed picture itself', () => {
    const pair = [at('train', 1), at('train', 2, 1)]
    expect(redundantOf(copies(pair, true))).toEqual(pair)
    const dark: Finding = { kind: 'dark', picture: at('test', 5), value: 0.1, limit: 0.32 }
    expect(redundantOf(dark)).toEqual([at('test', 5)])
    expect(isOfGroup('leaks', dark)).toBe(false)
  })

  it('is listed by half, each picture once', () => {
    expect(placesOf([at('train', 9), at('test', 1), at('train', 2), at('train', 9)])).toEqual({
      train: [2, 9],
      test: [1],
    })
  })
})
