import { describe, expect, it } from 'vitest'
import { kernels, volume } from '@shared/contract/volume'
import {
  cutOut,
  groupChoices,
  resized,
  withGroups,
  withInput,
  withInputShape,
  withKernel,
  withOutputs,
  withWindow,
} from './adapt'
import { slidingState } from './state'

const X = volume([
  [
    [0, 1, 2],
    [3, 4, 5],
    [6, 7, 8],
  ],
])
const K = kernels([
  [
    [
      [0, 1],
      [2, 3],
    ],
  ],
])
const state = slidingState(X, K)

describe('changes of shape', () => {
  it('make the chapter’s second channel and kernels: one more than those before', () => {
    expect([...resized(X, [2, 3, 3]).data]).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ])
    const two = { ...state, ...withInputShape(state, [2, 3, 3]) }
    expect(two.kernel.shape).toEqual([1, 2, 2, 2])
    expect([...two.kernel.data]).toEqual([0, 1, 2, 3, 1, 2, 3, 4])
    const three = { ...two, ...withOutputs(two, 3) }
    expect([...three.kernel.data]).toEqual([
      0, 1, 2, 3, 1, 2, 3, 4, 1, 2, 3, 4, 2, 3, 4, 5, 2, 3, 4, 5, 3, 4, 5, 6,
    ])
    expect(three.bias).toEqual([0, 0, 0])
  })

  it('keep the numbers that stay and fill with 0', () => {
    expect([...resized(X, [1, 2, 4]).data]).toEqual([0, 1, 2, 0, 3, 4, 5, 0])
  })

  it('offer groups that divide, and fall back to one group', () => {
    const grouped = slidingState(
      volume([X, X, X, X].map(() => [[1]])),
      kernels([
        [[[1]], [[1]]],
        [[[1]], [[1]]],
      ]),
      { groups: 2 },
    )
    expect(groupChoices(grouped)).toEqual([1, 2])
    expect({ ...grouped, ...withOutputs(grouped, 3) }).toMatchObject({
      groups: 1,
      kernel: { shape: [3, 4, 1, 1] },
    })
    expect({ ...grouped, ...withGroups(grouped, 1) }.kernel.shape).toEqual([2, 4, 1, 1])
  })

  it('let kernels follow an input of other channels, and leave them otherwise', () => {
    expect(withInput(state, X).kernel).toBeUndefined()
    expect(withInput(state, resized(X, [3, 3, 3])).kernel?.shape).toEqual([1, 3, 2, 2])
  })

  it('give every pair of channels the kernel of the gallery', () => {
    expect([
      ...(withKernel({ ...state, ...withInputShape(state, [2, 3, 3]) }, [[1, -1]]).kernel?.data ??
        []),
    ]).toEqual([1, -1, 1, -1])
  })

  it('cut a patch around a cell, held inside', () => {
    expect([...cutOut(X, 2, { row: 0, column: 2 }).data]).toEqual([1, 2, 4, 5])
    expect(cutOut(X, 9, undefined).shape).toEqual([1, 3, 3])
  })

  it('let the stride follow a pooling window as long as it is the window', () => {
    const pooling = slidingState(X, K, { operation: 'max-pool', window: [2, 2], stride: [2, 2] })
    expect(withWindow(pooling, [3, 3]).stride).toEqual([3, 3])
    expect(withWindow({ ...pooling, stride: [1, 1] }, [3, 3]).stride).toBeUndefined()
  })
})
