import { z } from 'zod'
import { activation, activationSchema, softmax, softmaxSchema } from './activation'
import { batchNorm, batchNormSchema } from './batch-norm'
import { conv2d, conv2dSchema } from './conv2d'
import type { LayerDefinition } from './definition'
import { dense, denseSchema } from './dense'
import { dropout, dropoutSchema } from './dropout'
import { flatten, flattenSchema } from './flatten'
import { globalAvgPool2d, globalAvgPool2dSchema } from './global-avg-pool2d'
import { add, addSchema, concat, concatSchema } from './merge'
import { avgPool2d, avgPool2dSchema, maxPool2d, maxPool2dSchema } from './pooling'

export const layerSchema = z.discriminatedUnion('kind', [
  conv2dSchema,
  maxPool2dSchema,
  avgPool2dSchema,
  globalAvgPool2dSchema,
  flattenSchema,
  denseSchema,
  activationSchema,
  softmaxSchema,
  batchNormSchema,
  dropoutSchema,
  addSchema,
  concatSchema,
])
/** One layer of a network: the schema's output, with every default filled in. */
export type Layer = z.infer<typeof layerSchema>
export type LayerKind = Layer['kind']
export type LayerOf<K extends LayerKind> = Extract<Layer, { kind: K }>

/** Every layer kind; the compiler names one that is forgotten here. */
export const LAYERS = {
  conv2d,
  maxPool2d,
  avgPool2d,
  globalAvgPool2d,
  flatten,
  dense,
  activation,
  softmax,
  batchNorm,
  dropout,
  add,
  concat,
} satisfies { [K in LayerKind]: LayerDefinition<LayerOf<K>> }

/** The definition of a layer's own kind. */
export const definitionOf = <K extends LayerKind>(layer: LayerOf<K>): LayerDefinition<LayerOf<K>> =>
  LAYERS[layer.kind] as unknown as LayerDefinition<LayerOf<K>>
