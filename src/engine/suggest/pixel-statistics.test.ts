import { expect, it } from 'vitest'
import { pixelStatistics } from './pixel-statistics'

it('has a mean and a deviation of each channel, of values in 0…1', () => {
  const bytes = Uint8Array.from([0, 51, 255, 51, 0, 51, 255, 51])
  expect(pixelStatistics(bytes, 2)).toEqual({ mean: [0.5, 0.2], std: [0.5, 0.001] })
})
