import { phrase } from '@shared/errors'
import { z } from 'zod'
import { refuse, type Builder, type Output } from './builder'
import { readConfig, settings } from './config'
import type { KerasLayer } from './graph'

const schema = z.object({
  size: settings.pair.default([2, 2]),
  interpolation: z.enum(['nearest', 'bilinear']).default('nearest'),
  data_format: settings.channelsLast,
})

/**
 * Keras lays the centres of cells over each other for a bilinear upsampling, and tfjs the corners,
 * which no layer here does.
 * @throws AppError `unsupported` for a bilinear one that tfjs wrote
 */
export function upSampling2d(builder: Builder, layer: KerasLayer, input: Output): Output {
  const { size, interpolation } = readConfig(layer, schema)
  if (interpolation === 'bilinear' && builder.writer === 'tfjs')
    throw refuse(
      layer,
      phrase`is bilinear and was written by tfjs, which reads other places of the map for it than Keras; only Keras's are supported`,
    )
  return builder.add(layer, [input], { kind: 'upsample2d', factor: size, method: interpolation })
}
