import type { Layer, LayerOf } from '@shared/layers'
import { conv2dWindow } from '@shared/layers/conv2d'
import type { MapShape } from '@shared/layers/definition'
import { toPair, type Pair } from '@shared/math/geometry'
import { neededLayers } from '@shared/model/needed'
import type { Builder } from './builder'

type Conv = LayerOf<'conv2d'>

const isOne = ([vertical, horizontal]: Pair): boolean => vertical === 1 && horizontal === 1

/** Whether a layer takes every so many rows and columns and does nothing else. */
const isSubsampling = (layer: Layer): layer is LayerOf<'maxPool2d'> =>
  layer.kind === 'maxPool2d' &&
  isOne(toPair(layer.window)) &&
  (layer.padding === 'valid' || layer.padding === 0)

/**
 * Layers of a file as ours. tfjs knows no stride together with a dilation, so exports from here
 * write such a convolution with stride 1 and take some of its rows and columns afterwards: the two
 * become one again. What then feeds nothing is left out.
 */
export function withoutSubsampling(builder: Builder, layers: readonly Layer[]): Layer[] {
  const readers = (id: string): number => layers.filter(({ inputs }) => inputs?.includes(id)).length
  const strides = new Map<string, Pair>()
  const renamed = new Map<string, string>()
  for (const layer of layers) {
    if (!isSubsampling(layer)) continue
    const [id = ''] = layer.inputs ?? []
    const conv = layers.find((other) => other.id === id)
    if (conv?.kind !== 'conv2d' || readers(id) !== 1) continue
    if (isOne(toPair(conv.dilation)) || !isOne(toPair(conv.stride))) continue
    strides.set(id, toPair(layer.stride ?? layer.window))
    renamed.set(layer.id, id)
  }
  const folded = layers
    .filter(({ id }) => !renamed.has(id))
    .map((layer): Layer => {
      const inputs = (layer.inputs ?? []).map((id) => renamed.get(id) ?? id)
      const stride = strides.get(layer.id)
      return layer.kind === 'conv2d' && stride
        ? { ...strided(layer, stride, builder), inputs }
        : { ...layer, inputs }
    })
  const needed = neededLayers({ layers: folded })
  return folded.filter(({ id }) => needed.has(id))
}

/** The padding stays that of stride 1, which "same" is not for another stride. */
function strided(layer: Conv, stride: Pair, builder: Builder): Conv {
  const input = builder.shape(layer.inputs?.[0] ?? '') as unknown as MapShape
  return { ...layer, stride, padding: conv2dWindow(layer, input).padding }
}
