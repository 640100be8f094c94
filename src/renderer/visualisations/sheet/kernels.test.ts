import { describe, expect, it } from 'vitest'
import { kernelsOf } from './kernels'

// [1, 2, in 2, out 3]: value = 100·column + 10·in + out.
const weight = {
  shape: [1, 2, 2, 3],
  data: Float32Array.from(
    { length: 12 },
    (_, i) => 100 * Math.floor(i / 6) + 10 * (Math.floor(i / 3) % 2) + (i % 3),
  ),
}

describe('kernels as maps', () => {
  it('stand together by output channel', () => {
    const kernels = kernelsOf(weight)
    expect(kernels.shape).toEqual([1, 2, 6])
    expect([...kernels.data]).toEqual([0, 10, 1, 11, 2, 12, 100, 110, 101, 111, 102, 112])
  })

  it('can be those of one output channel', () => {
    expect([...kernelsOf(weight, 2).data]).toEqual([2, 12, 102, 112])
  })
})
