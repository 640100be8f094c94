import { describe, expect, it } from 'vitest'
import { inputFrame } from './input-frame'

describe('the frame of the network’s input', () => {
  it('has whole device pixels a cell and room for what hangs over', () => {
    expect(inputFrame(28, 28, 182, 1)).toEqual({ zoom: 5, pad: 20, length: 140 })
    expect(inputFrame(28, 28, 182, 2)).toEqual({ zoom: 10, pad: 20, length: 140 })
  })

  it('shrinks what is larger than its place, which holds it with its room', () => {
    const { zoom, pad, length } = inputFrame(224, 112, 182, 1)
    expect(zoom).toBeLessThan(1)
    expect(length + 2 * pad).toBeCloseTo(182)
  })
})
