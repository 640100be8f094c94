import { describe, expect, it } from 'vitest'
import { preset } from './presets'
import { resolveForInput, smallestInput, withInput } from './smallest-input'
import { resolveModel } from './resolve'

describe('the smallest input', () => {
  it('of LeNet fits, and one pixel less does not', () => {
    const lenet = preset('lenet')
    const smallest = smallestInput(lenet)
    expect(smallest).toEqual([12, 12])
    expect(() => resolveModel(withInput(lenet, [12, 12]))).not.toThrow()
    expect(() => resolveModel(withInput(lenet, [11, 12]))).toThrow()
  })

  it('is named where an input is too small', () => {
    expect(() => resolveForInput(preset('lenet'), [8, 28])).toThrow(/8×28 is too small.*12×12/)
    expect(() => resolveForInput(preset('lenet'), [28, 4097])).toThrow(
      /28×4097 is too large.*12×12 to 4096×4096/,
    )
    expect(resolveForInput(preset('lenet'), [32, 40]).inputShape).toEqual([32, 40, 1])
  })
})
