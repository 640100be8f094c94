import { phrase } from '@shared/errors'
import { z } from 'zod'
import type { ExplicitPadding } from '@shared/math/geometry'
import { refuse, type Builder, type Output } from './builder'
import { readConfig, settings } from './config'
import { channelsOf } from './convolutions'
import type { KerasLayer } from './graph'
import { seen } from './helpers'
import { cutOff } from './transposed'
import { average, cut, repeatedEdges } from './view'

const poolSchema = z.object({
  pool_size: settings.pair.default([2, 2]),
  strides: settings.pair.nullish(),
  padding: settings.padding,
  data_format: settings.channelsLast,
})

function pool(
  builder: Builder,
  layer: KerasLayer,
  input: Output,
  kind: { kind: 'maxPool2d' } | { kind: 'avgPool2d'; countIncludePad: boolean },
): Output {
  const config = readConfig(layer, poolSchema)
  if (input.padding && config.padding === 'same')
    throw refuse(layer, phrase`is padded "same" after a ZeroPadding2D, which is not supported`)
  return builder.add(layer, [{ ...input, padding: undefined }], {
    ...kind,
    window: config.pool_size,
    stride: config.strides ?? config.pool_size,
    padding: input.padding ?? config.padding,
  })
}

/**
 * Zeros before a maximum are equal to our −∞ if no value is negative; repeated edges always are.
 */
export function maxPooling2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  const whole = readConfig(layer, poolSchema).padding === 'valid' && !input.padding
  for (const view of whole ? (input.helpers?.views ?? []) : []) {
    const padding = repeatedEdges(view)
    if (padding) return pool(builder, layer, { ...view.of, padding }, { kind: 'maxPool2d' })
  }
  if (input.padding && !input.nonNegative)
    throw refuse(
      layer,
      phrase`comes after a ZeroPadding2D of values that may be negative, which is not supported`,
    )
  return pool(builder, layer, input, { kind: 'maxPool2d' })
}

/** Keras's "same" leaves the padding uncounted; a ZeroPadding2D before it is counted. */
export function averagePooling2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { pool_size: size, strides, padding } = readConfig(layer, poolSchema)
  const plain = padding === 'valid' && !input.padding && input.shape.length === 3
  const means = (plain ? builder.viewsOf(input) : []).flatMap(
    (view) => average(view, size, strides ?? size) ?? [],
  )
  const part = input.helpers && seen(means, layer.name)
  if (part) return part
  const countIncludePad = input.padding !== undefined
  return { ...pool(builder, layer, input, { kind: 'avgPool2d', countIncludePad }), means }
}

const croppingSchema = z.object({
  cropping: settings.zeroPadding.default([
    [0, 0],
    [0, 0],
  ]),
  data_format: settings.channelsLast,
})
/**
 * Adds no layer; the transposed convolution before, or the pooling that the cut is part of, takes
 * it over.
 */
export function cropping2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  channelsOf(layer, input)
  if (input.padding) throw refuse(layer, phrase`cuts a map that a ZeroPadding2D has padded`)
  const { cropping } = readConfig(layer, croppingSchema)
  if (cropping.flat().every((cells) => cells === 0)) return input
  const without = cutOff(builder, layer, input, cropping)
  if (without) return without
  const views = builder.viewsOf(input).map((view) => cut(view, cropping))
  return seen(views, layer.name) ?? input
}

const globalSchema = z.object({
  keepdims: z.literal(false, 'only false is supported').nullish(),
  data_format: settings.channelsLast,
})
export function globalAveragePooling2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  readConfig(layer, globalSchema)
  return builder.add(layer, [input], { kind: 'globalAvgPool2d' })
}

const zeroPaddingSchema = z.object({
  padding: settings.zeroPadding.default([
    [1, 1],
    [1, 1],
  ]),
  data_format: settings.channelsLast,
})
/** Adds no layer; the next layer takes the padding over. */
export function zeroPadding2d(_: Builder, layer: KerasLayer, input: Output): Output {
  channelsOf(layer, input)
  const { padding } = readConfig(layer, zeroPaddingSchema)
  const before: ExplicitPadding = input.padding ?? [
    [0, 0],
    [0, 0],
  ]
  const sum = (i: 0 | 1): [number, number] => [
    before[i][0] + padding[i][0],
    before[i][1] + padding[i][1],
  ]
  return { ...input, padding: [sum(0), sum(1)] }
}
