import { sameSize, type Pixels } from './pixels'

/**
 * Weights of a Gaussian of standard deviation σ, truncated at 3σ; they add up to 1. The first
 * belongs to the centre.
 */
export function gaussianWeights(sigma: number): readonly number[] {
  const reach = Math.ceil(3 * sigma)
  const weights = Array.from({ length: reach + 1 }, (_, i) =>
    Math.exp(-(i * i) / (2 * sigma * sigma)),
  )
  const sum = weights.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0)
  return weights.map((weight) => weight / sum)
}

/**
 * Gaussian blur, rows and then columns; beyond the edge, its pixels are repeated. σ = 0 changes
 * nothing.
 */
export function blur(picture: Pixels, sigma: number): Pixels {
  if (sigma <= 0) return picture
  const weights = gaussianWeights(sigma)
  return along(along(picture, weights, 'row'), weights, 'column')
}

function along(picture: Pixels, weights: readonly number[], axis: 'row' | 'column'): Pixels {
  const { height, width, channels, data } = picture
  const [step, length] = axis === 'row' ? [channels, width] : [width * channels, height]
  const result = new Float32Array(data.length)
  for (let i = 0; i < data.length; i++) {
    const place = Math.floor(i / step) % length
    let sum = 0
    for (let d = 1 - weights.length; d < weights.length; d++) {
      const neighbour = Math.min(length - 1, Math.max(0, place + d))
      sum += (weights[Math.abs(d)] ?? 0) * (data[i + (neighbour - place) * step] ?? 0)
    }
    result[i] = sum
  }
  return sameSize(picture, result)
}
