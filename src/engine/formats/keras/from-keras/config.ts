import { phrase } from '@shared/errors'
import { z } from 'zod'
import type { Pair } from '@shared/math/geometry'
import { checkValue, ownWords } from '@shared/schema-fault'
import { refuse } from './builder'
import type { KerasLayer } from './graph'

const count = z.number().int().min(1).max(65_536)
const cells = z.number().int().min(0).max(65_536)
const pair = z.union([count.transform((n): Pair => [n, n]), z.tuple([count, count])])
const sides = z.tuple([cells, cells])

/**
 * The settings of Keras layers that decide what they compute; the others (initialisers,
 * regularisers …) only matter in training.
 */
export const settings = {
  count,
  pair,
  flag: z.boolean().default(true),
  padding: z.enum(['valid', 'same']).default('valid'),
  channelsLast: z
    .literal('channels_last', ownWords(phrase`only channels_last is supported`))
    .nullish(),
  /** A number, [vertical, horizontal], or [[top, bottom], [left, right]]. */
  zeroPadding: z.union([
    z.tuple([sides, sides]),
    sides.transform(([v, h]): [[number, number], [number, number]] => [
      [v, v],
      [h, h],
    ]),
    cells.transform((n): [[number, number], [number, number]] => [
      [n, n],
      [n, n],
    ]),
  ]),
}

/**
 * A layer's settings, checked.
 * @throws AppError `unsupported` naming the layer, the setting and what is supported.
 */
export function readConfig<T>(layer: KerasLayer, schema: z.ZodType<T>): T {
  const result = checkValue(schema, layer.config)
  if (result.success) return result.data
  const [{ field, words }] = result.faults
  throw refuse(layer, phrase`has a setting that is not supported: ${field}: ${words}`)
}

const axis = z.union([z.number().int(), z.tuple([z.number().int()]).transform(([only]) => only)])
const axisSchema = z.object({ axis: axis.default(-1) })

/** The axis along which a layer works; the batch axis is 0. @default the last */
export const axisOf = (layer: KerasLayer): number => readConfig(layer, axisSchema).axis
