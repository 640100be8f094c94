import { AppError, phrase } from '@shared/errors'
import { layerAt, type ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays } from '@shared/model/weights'

/** The weights of one output channel. */
export interface FilterNumbers {
  /** [height, width, in] of a convolution, [in] of a dense layer. */
  readonly shape: readonly number[]
  readonly weight: Float32Array
  /** `null` where the layer has none. */
  readonly bias: number | null
}

/**
 * Checks a channel and returns the number of channels of its layer.
 * @throws AppError `not-found` for an unknown layer, `invalid-argument` for a channel that it
 *   doesn't have
 */
export function checkChannel(model: ResolvedModel, layer: string, channel: number): void {
  const resolved = layerAt(model, layer)
  if (!resolved)
    throw new AppError('not-found', phrase`The network has no layer "${layer}".`, { layer })
  const channels = resolved.outputShape.at(-1) ?? 0
  if (channel >= channels)
    throw new AppError(
      'invalid-argument',
      phrase`Layer "${layer}" has channels 0 … ${channels - 1}, but no channel ${channel}.`,
      { layer, channel, channels },
    )
}

function weightOf(weights: NamedArrays, layer: string): NamedArray {
  const array = weights.get(`${layer}.weight`)
  if (!array)
    throw new AppError(
      'not-found',
      phrase`Layer "${layer}" has no filters; choose a convolution or a dense layer.`,
      { layer },
    )
  return array
}

/**
 * A copy of an output channel's numbers. @throws AppError `not-found` for a layer without filters.
 */
export function readFilter(weights: NamedArrays, layer: string, channel: number): FilterNumbers {
  const { shape, data } = weightOf(weights, layer)
  const outputs = shape.at(-1) ?? 1
  const weight = Float32Array.from(
    { length: data.length / outputs },
    (_, i) => data[i * outputs + channel] ?? 0,
  )
  return {
    shape: shape.slice(0, -1),
    weight,
    bias: weights.get(`${layer}.bias`)?.data[channel] ?? null,
  }
}

/**
 * Writes an output channel's numbers in place. @throws AppError `invalid-argument` if they don't
 * fit or are not finite
 */
export function writeFilter(
  weights: NamedArrays,
  layer: string,
  channel: number,
  { weight, bias }: FilterNumbers,
): void {
  const { shape, data } = weightOf(weights, layer)
  const outputs = shape.at(-1) ?? 1
  if (weight.length * outputs !== data.length) {
    throw new AppError(
      'invalid-argument',
      phrase`A filter of "${layer}" has ${data.length / outputs} numbers (${shape.slice(0, -1).join('×')}), but ${weight.length} were given.`,
      { layer },
    )
  }
  if (!weight.every(Number.isFinite) || (bias !== null && !Number.isFinite(bias)))
    throw new AppError('invalid-argument', phrase`Every weight must be a finite number.`, { layer })
  weight.forEach((value, i) => (data[i * outputs + channel] = value))
  const biases = weights.get(`${layer}.bias`)
  if (biases && bias !== null) biases.data[channel] = bias
}
