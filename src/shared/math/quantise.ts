/** A layer's values, channels last. */
interface Values {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Maps in 256 steps, each between its own minimum and maximum, one after the other. */
interface Quantised {
  readonly shape: readonly number[]
  readonly quantised: Uint8Array
  readonly minimum: Float32Array
  readonly maximum: Float32Array
}

/** [height, width, channels] of a map; a vector is one map of one row. */
export function mapSize(shape: readonly number[]): {
  readonly height: number
  readonly width: number
  readonly channels: number
} {
  const [height = 1, width = 1, channels = 1] = shape.length === 1 ? [1, shape[0], 1] : shape
  return { height, width, channels }
}

/**
 * Values for display: value ≈ min + q/255 · (max − min). NaN becomes the minimum, an infinity the
 * nearer end.
 */
export function quantise({ shape, data }: Values): Quantised {
  const { height, width, channels } = mapSize(shape)
  const cells = height * width
  const quantised = new Uint8Array(data.length)
  const minimum = new Float32Array(channels)
  const maximum = new Float32Array(channels)
  for (let channel = 0; channel < channels; channel += 1) {
    const [min, max] = range(data, channel, channels)
    minimum[channel] = min
    maximum[channel] = max
    const scale = max > min ? 255 / (max - min) : 0
    for (let cell = 0; cell < cells; cell += 1) {
      // Cast to whole bytes by truncation, so half is added; NaN becomes 0.
      quantised[channel * cells + cell] = Math.min(
        255,
        Math.max(0, ((data[cell * channels + channel] ?? 0) - min) * scale + 0.5),
      )
    }
  }
  return { shape, quantised, minimum, maximum }
}

/** Smallest and largest finite value of a channel; 0, 0 where there is none. */
function range(data: Float32Array, channel: number, channels: number): readonly [number, number] {
  let [min, max] = [Infinity, -Infinity]
  for (let i = channel; i < data.length; i += channels) {
    const value = data[i] ?? NaN
    if (value < min && value > -Infinity) min = value
    if (value > max && value < Infinity) max = value
  }
  return min <= max ? [min, max] : [0, 0]
}
