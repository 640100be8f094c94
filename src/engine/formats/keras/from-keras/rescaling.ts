import { phrase } from '@shared/errors'
import { z } from 'zod'
import { refuse, type Builder, type Output } from './builder'
import { readConfig } from './config'
import { requireLastAxis } from './activations'
import type { KerasLayer } from './graph'

/** One number, or one a channel, in any number of brackets. */
const numbers: z.ZodType<number | number[]> = z.union([
  z.number(),
  z.array(z.number()),
  z.array(z.array(z.array(z.array(z.number())))).transform((nested) => nested.flat(3)),
])

/** A list of equal numbers as the one number. */
function plain(values: number | readonly number[]): number | readonly number[] {
  if (typeof values === 'number') return values
  const [first = 0] = values
  return values.every((value) => value === first) ? first : values
}

const rescalingSchema = z.object({ scale: numbers, offset: numbers.default(0) })

/** x · scale + offset. */
export function rescaling(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { scale, offset } = readConfig(layer, rescalingSchema)
  return builder.add(layer, [input], { kind: 'scale', scale: plain(scale), offset: plain(offset) })
}

const normalizationSchema = z.object({
  mean: numbers.nullish(),
  variance: numbers.nullish(),
  invert: z.boolean().default(false),
})
/** Keras divides by no smaller deviation: `keras.config.epsilon()`. */
const LEAST_DEVIATION = 1e-7

/**
 * (x − mean) / max(√variance, 1e-7), or what undoes it. Mean and variance are settings, or weights
 * that Keras's `adapt` has counted.
 */
export function normalization(builder: Builder, layer: KerasLayer, input: Output): Output {
  requireLastAxis(layer, input.shape.length)
  const { mean, variance, invert } = readConfig(layer, normalizationSchema)
  const channels = input.shape.at(-1) ?? 0
  const given = (values: number | number[] | null | undefined, name: string, index: number) =>
    values ?? builder.stored(layer, name, index, channels)
  const [means, variances] = [given(mean, 'mean', 0), given(variance, 'variance', 1)].map(
    (values) => (typeof values === 'number' ? Array<number>(channels).fill(values) : values),
  ) as [readonly number[], readonly number[]]
  if (means.length !== channels || variances.length !== channels)
    throw refuse(
      layer,
      phrase`has ${means.length} means and ${variances.length} variances for ${channels} channels`,
    )
  const deviations = variances.map((value) => Math.max(Math.sqrt(value), LEAST_DEVIATION))
  const of = (channel: number) => deviations[channel] ?? NaN
  return builder.add(layer, [input], {
    kind: 'scale',
    scale: plain(deviations.map((deviation) => (invert ? deviation : 1 / deviation))),
    offset: plain(means.map((value, c) => (invert ? value : -value / of(c)))),
  })
}
