import { z } from 'zod'
import type { ExplicitPadding, Pair } from '@shared/math/geometry'
import type { Builder, Output } from './builder'
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
  return builder.add(layer, [{ ...input, padding: undefined }], {
    ...kind,
    window: config.pool_size,
    stride: config.strides ?? config.pool_size,
    padding: input.padding ?? config.padding,
  })
}

/** Whether padding is so little that a pooling can take it over: no window is only padding. */
const isLess = (padding: ExplicitPadding, window: Pair): boolean =>
  padding.every((sides, i) => Math.max(...sides) < (window[i] ?? 1))

/** What a pooling reads: zeros around the map as a layer unless the pooling can have them itself. */
function pooled(
  builder: Builder,
  layer: KerasLayer,
  input: Output,
  takesOver: (padding: ExplicitPadding) => boolean,
): Output {
  const { padding, pool_size: window } = readConfig(layer, poolSchema)
  const before = input.padding
  return !before || (padding === 'valid' && isLess(before, window) && takesOver(before))
    ? input
    : builder.real(layer, input)
}

/**
 * Zeros before a maximum are equal to our −∞ if no value is negative; repeated edges always are.
 */
export function maxPooling2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { padding: own, pool_size: window } = readConfig(layer, poolSchema)
  const whole = own === 'valid' && !input.padding
  for (const view of whole ? (input.helpers?.views ?? []) : []) {
    const padding = repeatedEdges(view)
    if (padding && isLess(padding, window))
      return pool(builder, layer, { ...view.of, padding }, { kind: 'maxPool2d' })
  }
  const read = pooled(builder, layer, input, () => input.nonNegative)
  return pool(builder, layer, read, { kind: 'maxPool2d' })
}

export function globalMaxPooling2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  return builder.add(layer, [input], { kind: 'globalMaxPool2d', ...keptDims(layer) })
}

/** Keras's "same" leaves the padding uncounted; a ZeroPadding2D before it is counted. */
export function averagePooling2d(builder: Builder, layer: KerasLayer, read: Output): Output {
  const { pool_size: size, strides, padding } = readConfig(layer, poolSchema)
  const input = pooled(builder, layer, read, () => true)
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
 * The transposed convolution before, or the pooling that the cut is part of, takes it over; else the
 * next layer makes it a layer.
 */
export function cropping2d(builder: Builder, layer: KerasLayer, read: Output): Output {
  channelsOf(layer, read)
  const { cropping } = readConfig(layer, croppingSchema)
  if (cropping.flat().every((cells) => cells === 0)) return read
  const input = read.padding ? builder.real(layer, read) : read
  const without = cutOff(builder, layer, input, cropping)
  if (without) return without
  const views = builder.viewsOf(input).map((view) => cut(view, cropping))
  return seen(views, layer.name) ?? input
}

const globalSchema = z.object({
  keepdims: z.boolean().nullish(),
  data_format: settings.channelsLast,
})
const keptDims = (layer: KerasLayer): { readonly keepDims?: true } =>
  readConfig(layer, globalSchema).keepdims ? { keepDims: true } : {}

export function globalAveragePooling2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  return builder.add(layer, [input], { kind: 'globalAvgPool2d', ...keptDims(layer) })
}

const zeroPaddingSchema = z.object({
  padding: settings.zeroPadding.default([
    [1, 1],
    [1, 1],
  ]),
  data_format: settings.channelsLast,
})
/** The next layer takes the padding over where it can, else makes it a layer. */
export function zeroPadding2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  channelsOf(layer, input)
  const { padding } = readConfig(layer, zeroPaddingSchema)
  const map = input.helpers ? builder.real(layer, input) : input
  const before: ExplicitPadding = input.padding ?? [
    [0, 0],
    [0, 0],
  ]
  const sum = (i: 0 | 1): [number, number] => [
    before[i][0] + padding[i][0],
    before[i][1] + padding[i][1],
  ]
  return { ...map, padding: [sum(0), sum(1)], paddedBy: layer.name }
}
