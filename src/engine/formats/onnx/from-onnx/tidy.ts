import type { Layer } from '@shared/layers'
import type { NamedArray } from '@shared/model/weights'

type Layers = readonly Layer[]

/** The layers that the output depends on, in their order; it is the last of them. */
function reached(layers: Layers, output: string): Layers {
  const wanted = new Set([output])
  const kept: Layer[] = []
  for (const layer of [...layers].reverse()) {
    if (!wanted.has(layer.id)) continue
    for (const id of layer.inputs ?? []) wanted.add(id)
    kept.push(layer)
  }
  return kept.reverse()
}

/** A map of one place that is only laid out as a vector can be pooled as a vector at once. */
function withoutFlattenOfOne(layers: Layers): Layers {
  const readers = new Map<string, Layer[]>()
  for (const layer of layers)
    for (const id of layer.inputs ?? []) readers.set(id, [...(readers.get(id) ?? []), layer])
  const vectors = new Map<string, string>()
  const pooled = layers.map((layer) => {
    const isGlobal = layer.kind === 'globalAvgPool2d' || layer.kind === 'globalMaxPool2d'
    const [reader, ...more] = readers.get(layer.id) ?? []
    if (!isGlobal || reader?.kind !== 'flatten' || more.length > 0) return layer
    vectors.set(reader.id, layer.id)
    const { keepDims: _, ...vector } = layer
    return vector
  })
  return pooled
    .filter(({ id }) => !vectors.has(id))
    .map((layer): Layer =>
      layer.inputs ? { ...layer, inputs: layer.inputs.map((id) => vectors.get(id) ?? id) } : layer,
    )
}

/** The network up to its output, and the weights of its layers. */
export function tidied(
  layers: Layers,
  weights: ReadonlyMap<string, NamedArray>,
  output: string,
): { readonly layers: Layers; readonly weights: ReadonlyMap<string, NamedArray> } {
  const kept = withoutFlattenOfOne(reached(layers, output))
  const ids = new Set(kept.map(({ id }) => id))
  const own = [...weights].filter(([name]) => ids.has(name.slice(0, name.lastIndexOf('.'))))
  return { layers: kept, weights: new Map(own) }
}
