import type { Layer, LayerOf } from '@shared/layers'
import { conv2dWindow } from '@shared/layers/conv2d'
import type { MapShape } from '@shared/layers/definition'
import { toPair, type Pair } from '@shared/math/geometry'
import { neededLayers } from '@shared/model/needed'
import type { Builder } from './builder'

type Conv = LayerOf<'conv2d'>

const isOne = ([vertical, horizontal]: Pair): boolean => vertical === 1 && horizontal === 1

/** Whether a layer only takes every n-th row and column. */
const isSubsampling = (layer: Layer): layer is LayerOf<'maxPool2d'> =>
  layer.kind === 'maxPool2d' &&
  isOne(toPair(layer.window)) &&
  (layer.padding === 'valid' || layer.padding === 0)

/**
 * Layers of a file without the helpers that exports from here add: a subsampling is merged into its
 * convolution, means that became part of a larger pooling are left out, and a pooling gets back the
 * name from which its helpers' names were made.
 */
export function withoutHelpers(builder: Builder, layers: readonly Layer[]): Layer[] {
  const folded = withoutSubsampling(builder, layers)
  const needed = neededLayers({ layers: folded })
  const kept = folded.filter(({ id }) => needed.has(id))
  const taken = new Set(kept.map(({ id }) => id))
  const names = new Map<string, string>()
  for (const { id } of kept) {
    const name = builder.stems.get(id)
    if (name === undefined || taken.has(name)) continue
    taken.add(name)
    names.set(id, name)
  }
  return kept.map((layer) => renamed(layer, names))
}

const renamed = (layer: Layer, names: ReadonlyMap<string, string>): Layer => ({
  ...layer,
  id: names.get(layer.id) ?? layer.id,
  inputs: (layer.inputs ?? []).map((id) => names.get(id) ?? id),
})

/**
 * tfjs can't combine a stride with a dilation. Exports from here write such a convolution with
 * stride 1 and a subsampling of its rows and columns. This merges the two.
 */
function withoutSubsampling(builder: Builder, layers: readonly Layer[]): readonly Layer[] {
  const readers = (id: string): number => layers.filter(({ inputs }) => inputs?.includes(id)).length
  const strides = new Map<string, Pair>()
  const names = new Map<string, string>()
  for (const layer of layers) {
    if (!isSubsampling(layer)) continue
    const [id = ''] = layer.inputs ?? []
    const conv = layers.find((other) => other.id === id)
    if (conv?.kind !== 'conv2d' || readers(id) !== 1) continue
    if (isOne(toPair(conv.dilation)) || !isOne(toPair(conv.stride))) continue
    strides.set(id, toPair(layer.stride ?? layer.window))
    names.set(layer.id, id)
  }
  return layers
    .filter(({ id }) => !names.has(id))
    .map((layer): Layer => {
      const stride = strides.get(layer.id)
      const whole = layer.kind === 'conv2d' && stride ? strided(layer, stride, builder) : layer
      return renamed(whole, names)
    })
}

/** The padding stays that of stride 1, because "same" means another padding for another stride. */
function strided(layer: Conv, stride: Pair, builder: Builder): Conv {
  const input = builder.shape(layer.inputs?.[0] ?? '') as unknown as MapShape
  return { ...layer, stride, padding: conv2dWindow(layer, input).padding }
}
