import { z } from 'zod'
import { activation } from './activation'
import { add } from './add'
import { avgPool2d } from './avg-pool2d'
import { batchNorm } from './batch-norm'
import { concat } from './concat'
import { convTranspose2d } from './conv-transpose2d'
import { conv2d } from './conv2d'
import type { LayerDefinition, LayerSchema, LayerTraits, MapShape, Shape } from './definition'
import { dense } from './dense'
import { dropout } from './dropout'
import { flatten } from './flatten'
import { globalAvgPool2d } from './global-avg-pool2d'
import { maxPool2d } from './max-pool2d'
import { adaptiveAvgPool2d } from './adaptive-avg-pool2d'
import { adaptiveMaxPool2d } from './adaptive-max-pool2d'
import { crop2d } from './crop2d'
import { globalMaxPool2d } from './global-max-pool2d'
import { pad2d } from './pad2d'
import { upsample2d } from './upsample2d'
import { multiply } from './multiply'
import { prelu } from './prelu'
import { softmax } from './softmax'
import { channelShuffle } from './channel-shuffle'
import { groupNorm } from './group-norm'
import { layerNorm } from './layer-norm'
import { localResponseNorm } from './local-response-norm'
import { scale } from './scale'
import { slice } from './slice'
import type { Window } from '../math/geometry'

/** Definitions under the names of their own kinds; another name does not compile. */
const listed = <T extends { [K in keyof T]: LayerDefinition<LayerSchema<K & string>> }>(
  layers: T,
): T => layers

/**
 * Every layer kind, in the order in which the builder offers them. Schema, kinds and the contract's
 * enums follow from this list.
 */
export const LAYERS = listed({
  conv2d,
  convTranspose2d,
  maxPool2d,
  avgPool2d,
  adaptiveMaxPool2d,
  adaptiveAvgPool2d,
  globalMaxPool2d,
  globalAvgPool2d,
  pad2d,
  crop2d,
  upsample2d,
  flatten,
  dense,
  activation,
  prelu,
  softmax,
  batchNorm,
  layerNorm,
  groupNorm,
  localResponseNorm,
  scale,
  dropout,
  add,
  multiply,
  concat,
  slice,
  channelShuffle,
})

export type LayerKind = keyof typeof LAYERS
type Schemas = (typeof LAYERS)[LayerKind]['schema']
/** One layer of a network: the schema's output, with every default filled in. */
export type Layer = z.output<Schemas>
export type LayerOf<K extends LayerKind> = Extract<Layer, { kind: K }>

export const LAYER_KINDS = Object.keys(LAYERS) as [LayerKind, ...LayerKind[]]
export const isLayerKind = (kind: string): kind is LayerKind => Object.hasOwn(LAYERS, kind)
export const layerKindSchema = z.enum(LAYER_KINDS)
export const layerSchema = z.discriminatedUnion(
  'kind',
  LAYER_KINDS.map((kind) => LAYERS[kind].schema) as unknown as [Schemas, ...Schemas[]],
)

/** What a layer's own kind is. */
export const traitsOf = (layer: Layer): LayerTraits<Layer> => LAYERS[layer.kind]

/** The window that a layer slides over the map it reads; undefined of a layer that slides none. */
export const windowOf = (layer: Layer, [input]: readonly Shape[]): Window | undefined =>
  input?.length === 3 ? traitsOf(layer).window?.of(layer, input as unknown as MapShape) : undefined

/** A layer with so many filters; a layer without filters as it is. */
export function withWidth(layer: Layer, width: number): Layer {
  const { width: parameter } = traitsOf(layer)
  if (!parameter) return layer
  if (!('connections' in layer) || layer.connections?.length === width)
    return { ...layer, [parameter]: width }
  // A table of connections has one list for each filter, and fits no other number.
  const { connections: _, ...whole } = layer
  return { ...whole, [parameter]: width }
}

/** Groups of channels that the filters of a layer keep apart. */
export const groupsOf = (layer: Layer): number =>
  'groups' in layer && 'channels' in layer ? layer.groups : 1

/** Whether each filter of a layer reads all channels of its input. */
export const readsAllChannels = (layer: Layer): boolean =>
  groupsOf(layer) === 1 && !('connections' in layer && layer.connections)

/** Whether the filters of a kind are little maps, which can be drawn: kernels. */
export const learnsKernels = (kind: LayerKind): boolean =>
  LAYERS[kind].width !== null && LAYERS[kind].takes === 'map'
