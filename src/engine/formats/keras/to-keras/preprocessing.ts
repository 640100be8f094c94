import { INPUT_ID } from '@shared/model/spec'
import { hasExtra, PIXELS, type Metadata } from '../../metadata'
import type { KerasGraph, PlacedNode } from '.'
import { rescaling } from './scale'

/**
 * A network's layers behind Keras's own of its preprocessing, where that is asked for: (pixels ÷ 255
 * − mean) ÷ std. The last of them has the name that the network's layers know as their input.
 */
export function withPreprocessing(graph: KerasGraph, metadata: Metadata): KerasGraph {
  if (!hasExtra(metadata, 'preprocessing')) return graph
  const { normalisation, spec } = metadata
  const scaled = normalisation ? `${PIXELS}_scaled` : INPUT_ID
  const nodes = [rescaling(scaled, 1 / 255, 0, PIXELS)]
  if (normalisation) {
    const spread = (values: readonly number[]): readonly number[] =>
      Array.from({ length: spec.input.channels }, (_, c) => values[c] ?? values[0] ?? NaN)
    nodes.push({
      name: INPUT_ID,
      className: 'Normalization',
      config: {
        axis: [-1],
        invert: false,
        mean: spread(normalisation.mean),
        variance: spread(normalisation.std).map((deviation) => deviation * deviation),
      },
      inputs: [scaled],
      weights: [],
    })
  }
  const placed = nodes.map((node): PlacedNode => ({ ...node, layer: INPUT_ID }))
  return { ...graph, nodes: [...placed, ...graph.nodes] }
}
