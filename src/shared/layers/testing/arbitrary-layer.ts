import fc from 'fast-check'
import type { z } from 'zod'
import { LAYER_KINDS, LAYERS, type LayerKind } from '..'
import { ACTIVATIONS } from '../activation'

type Input<K extends LayerKind> = z.input<(typeof LAYERS)[K]['schema']>
/** A layer of a kind without its id and inputs; defaults may be left out. */
export type ParametersOf<K extends LayerKind> = Omit<Input<K>, 'id' | 'inputs'>

const one = <const T>(value: T) => fc.constant(value)
const small = fc.integer({ min: 1, max: 3 })
const both = <T>(arbitrary: fc.Arbitrary<T>) => fc.tuple(arbitrary, arbitrary)
/** One number, or one a direction that need not be equal. */
const size = fc.oneof(small, both(small))
const side = fc.integer({ min: 0, max: 2 })
const padding = fc.oneof(
  side,
  both(side),
  both(both(side)),
  fc.constantFrom('same' as const, 'valid' as const),
)
const normalising = {
  epsilon: fc.constantFrom(1e-5, 1e-3),
  gamma: fc.boolean(),
  beta: fc.boolean(),
}
const constant = fc.constantFrom(-1, 0.5, 1, 2)
/** One number for all channels, or one for each of two or four. */
const constants = fc.oneof(
  constant,
  ...[2, 4].map((length) => fc.array(constant, { minLength: length, maxLength: length })),
)
/** Which of two channels each of two or four filters reads. */
const table = fc
  .constantFrom(2, 4)
  .chain((filters) =>
    fc.array(fc.subarray([0, 1], { minLength: 1 }), { minLength: filters, maxLength: filters }),
  )
const sides = fc.oneof(side, both(side), both(both(side)))
const pooling = {
  window: size,
  stride: fc.option(size, { nil: undefined }),
  padding,
  ceilMode: fc.constantFrom(undefined, undefined, true),
}

/**
 * Any small layer of each kind: whether it fits what it reads is for the test to find out. The
 * compiler names a kind that is forgotten here.
 */
export const ARBITRARY: { readonly [K in LayerKind]: fc.Arbitrary<ParametersOf<K>> } = {
  conv2d: fc.record({
    kind: one('conv2d'),
    channels: fc.constantFrom(2, 4),
    kernel: size,
    stride: size,
    padding,
    dilation: size,
    groups: fc.constantFrom(1, 1, 2, 4),
    bias: fc.boolean(),
    connections: fc.oneof(
      { arbitrary: one(undefined), weight: 4 },
      { arbitrary: table, weight: 1 },
    ),
  }),
  convTranspose2d: fc.record({
    kind: one('convTranspose2d'),
    channels: fc.constantFrom(2, 4),
    kernel: size,
    stride: size,
    padding: fc.oneof(side, both(side), both(both(side))),
    outputPadding: fc.oneof(side, both(side)),
    dilation: size,
    groups: fc.constantFrom(1, 1, 2, 4),
    bias: fc.boolean(),
  }),
  maxPool2d: fc.record({ kind: one('maxPool2d'), ...pooling }),
  avgPool2d: fc.record({ kind: one('avgPool2d'), ...pooling, countIncludePad: fc.boolean() }),
  adaptiveMaxPool2d: fc.record({ kind: one('adaptiveMaxPool2d'), size }),
  adaptiveAvgPool2d: fc.record({ kind: one('adaptiveAvgPool2d'), size }),
  // Without keepDims: these are the kinds that end a map.
  globalMaxPool2d: one({ kind: 'globalMaxPool2d' }),
  globalAvgPool2d: one({ kind: 'globalAvgPool2d' }),
  pad2d: fc.record({
    kind: one('pad2d'),
    padding: sides,
    mode: fc.constantFrom('constant', 'reflect', 'replicate'),
  }),
  crop2d: fc.record({ kind: one('crop2d'), cropping: sides }),
  upsample2d: fc.oneof(
    fc.record({
      kind: one('upsample2d'),
      factor: size,
      method: fc.constantFrom('nearest', 'bilinear'),
    }),
    fc.record({
      kind: one('upsample2d'),
      size: fc.integer({ min: 2, max: 7 }),
      method: fc.constantFrom('nearest', 'bilinear'),
    }),
  ),
  flatten: one({ kind: 'flatten' }),
  dense: fc.record({ kind: one('dense'), units: fc.constantFrom(2, 3), bias: fc.boolean() }),
  activation: fc.oneof(
    fc.record({ kind: one('activation'), function: fc.constantFrom(...ACTIVATIONS) }),
    fc.record({
      kind: one('activation'),
      function: fc.constantFrom('leakyRelu' as const, 'hardSigmoid' as const),
      slope: fc.constantFrom(0, 0.2),
    }),
    one({ kind: 'activation', function: 'elu', alpha: 0.5 }),
  ),
  prelu: fc.record({ kind: one('prelu'), shared: fc.boolean() }),
  softmax: one({ kind: 'softmax' }),
  batchNorm: one({ kind: 'batchNorm' }),
  layerNorm: fc.record({ kind: one('layerNorm'), ...normalising }),
  groupNorm: fc.record({
    kind: one('groupNorm'),
    groups: fc.constantFrom(1, 2, 4),
    ...normalising,
  }),
  localResponseNorm: fc.record({
    kind: one('localResponseNorm'),
    size: fc.constantFrom(1, 2, 3, 5),
    alpha: fc.constantFrom(1e-4, 0.5),
    beta: fc.constantFrom(0.5, 0.75),
    k: fc.constantFrom(1, 2),
  }),
  scale: fc.record({ kind: one('scale'), scale: constants, offset: constants }),
  dropout: one({ kind: 'dropout', rate: 0.5 }),
  add: one({ kind: 'add' }),
  multiply: one({ kind: 'multiply' }),
  concat: one({ kind: 'concat' }),
  slice: fc.record({
    kind: one('slice'),
    from: fc.constantFrom(0, 0, 1),
    to: fc.constantFrom(2, 2, 4),
  }),
  channelShuffle: fc.record({ kind: one('channelShuffle'), groups: fc.constantFrom(1, 2, 4) }),
}

/** Any small layer of one of some kinds. */
export const arbitraryLayer = (
  kinds: readonly LayerKind[],
): fc.Arbitrary<ParametersOf<LayerKind>> =>
  fc.oneof(...kinds.map((kind): fc.Arbitrary<ParametersOf<LayerKind>> => ARBITRARY[kind]))

const kindsThat = (are: (definition: (typeof LAYERS)[LayerKind]) => boolean): LayerKind[] =>
  LAYER_KINDS.filter((kind) => are(LAYERS[kind]))

/** Kinds of one input that make a map of a map. */
export const MAP_KINDS = kindsThat(
  ({ takes, merges, global, keeps }) =>
    takes !== 'vector' && merges === null && !global && keeps !== 'values',
)
/** Kinds of one input that make a vector of a map. */
export const ENDING_KINDS = kindsThat(({ global, keeps }) => global || keeps === 'values')
/** Kinds of one input that take vectors only. */
export const VECTOR_KINDS = kindsThat(({ takes }) => takes === 'vector')
/** Kinds that join several inputs. */
export const MERGING_KINDS = kindsThat(({ merges }) => merges !== null)
