import { z } from 'zod'
import { phrase } from '@shared/errors'
import type { Pair } from '@shared/math/geometry'
import { refuse, type Builder, type Output } from './builder'
import { readConfig, settings } from './config'
import { channelsOf } from './convolutions'
import type { KerasLayer } from './graph'

const adaptiveSchema = z.object({ output_size: settings.pair, data_format: settings.channelsLast })

/** Pooling to a given size, with PyTorch's windows. */
export const adaptivePooling2d =
  (kind: 'adaptiveAvgPool2d' | 'adaptiveMaxPool2d') =>
  (builder: Builder, layer: KerasLayer, input: Output): Output =>
    builder.add(layer, [input], { kind, size: readConfig(layer, adaptiveSchema).output_size })

const cropSchema = z.object({
  height: settings.count,
  width: settings.count,
  data_format: settings.channelsLast,
})

/** The middle of a picture. Keras enlarges pictures that are smaller, which is not read. */
export function centerCrop(builder: Builder, layer: KerasLayer, input: Output): Output {
  channelsOf(layer, input)
  const { height, width } = readConfig(layer, cropSchema)
  const [rows = 0, columns = 0] = input.shape
  if (height > rows || width > columns)
    throw refuse(
      layer,
      phrase`cuts ${height}×${width} out of a smaller picture of ${rows}×${columns}, which enlarges it`,
    )
  const cut = (extra: number): Pair => [Math.floor(extra / 2), Math.ceil(extra / 2)]
  const cropping = [cut(rows - height), cut(columns - width)]
  return builder.add(layer, [input], { kind: 'crop2d', cropping })
}
