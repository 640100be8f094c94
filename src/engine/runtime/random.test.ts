import { describe, expect, it } from 'vitest'
import { normals } from '@shared/math/picture/noise'
import { epochOrder, uniforms } from './random'

describe('seeded randomness', () => {
  it('visits every example once in each epoch, in another order', () => {
    const orders = [0, 1].map((epoch) => epochOrder(3, epoch, 500))
    for (const order of orders)
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i))
    expect(orders[0]).not.toEqual(orders[1])
    expect(epochOrder(3, 1, 500)).toEqual(orders[1])
  })

  it('draws normal numbers with mean 0 and standard deviation 1', () => {
    const next = normals(uniforms(1, 'initialise'))
    const values = Array.from({ length: 20_000 }, next)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(variance - 1)).toBeLessThan(0.05)
  })
})
