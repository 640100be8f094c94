import { describe, expect, it } from 'vitest'
import { convolutionalCount, denseCount, invariantCount, unsharedCount } from './parameter-counts'

describe('parameters of one layer over a picture', () => {
  const megapixel = { side: 1000, channels: 1, outputs: 1 }

  it('of a megapixel: a million millions, or a handful', () => {
    expect(denseCount(megapixel)).toEqual({ weights: 1e12, biases: 1e6, total: 1e12 + 1e6 })
    expect(invariantCount(megapixel)).toEqual({ weights: 1999 ** 2, biases: 1, total: 3_996_002 })
    expect(unsharedCount(megapixel, 2).weights).toBe(25e6)
    expect(convolutionalCount(megapixel, 2)).toEqual({ weights: 25, biases: 1, total: 26 })
  })

  it('is that of LeNet’s first layer for one channel, six outputs and Δ = 2', () => {
    expect(convolutionalCount({ side: 28, channels: 1, outputs: 6 }, 2).total).toBe(156)
  })

  it('a radius that covers the picture shares every weight that invariance allows', () => {
    const picture = { side: 5, channels: 2, outputs: 3 }
    expect(convolutionalCount(picture, 4)).toEqual(invariantCount(picture))
  })
})
