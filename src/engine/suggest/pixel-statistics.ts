/** The least deviation: of pictures that are all alike, a division by 0 would be left. */
const LEAST_DEVIATION = 1e-3

/** Four digits decide nothing, and people read these numbers. */
const rounded = (value: number): number => Number(value.toFixed(4))

export interface PixelStatistics {
  /** One a channel, of values in 0…1. */
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

/**
 * Mean and standard deviation of every channel.
 * @param bytes values 0…255, channels last
 */
export function pixelStatistics(bytes: Uint8Array, channels: number): PixelStatistics {
  const sums = new Float64Array(channels)
  const squares = new Float64Array(channels)
  for (let i = 0; i < bytes.length; i++) {
    const value = (bytes[i] ?? 0) / 255
    const channel = i % channels
    sums[channel] = (sums[channel] ?? 0) + value
    squares[channel] = (squares[channel] ?? 0) + value * value
  }
  const count = bytes.length / channels
  const mean = Array.from(sums, (sum) => sum / count)
  const std = mean.map((m, channel) =>
    Math.sqrt(Math.max((squares[channel] ?? 0) / count - m * m, 0)),
  )
  return {
    mean: mean.map(rounded),
    std: std.map((deviation) => Math.max(rounded(deviation), LEAST_DEVIATION)),
  }
}
