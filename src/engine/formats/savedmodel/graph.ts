import { AppError } from '@shared/errors'
import type { Shape, WeightInfo } from '@shared/layers/definition'
import { resolveModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { DataType, GraphWriter, type NodeProto, type Signature } from '../../graph'
import { hasExtra, PIXELS, type Metadata } from '../metadata'
import { LayerGraph, type Value } from './to-graph/layer-graph'
import { layerToGraph } from './to-graph'

/** Numbers of the array `<layer>.<weight>`. */
type Numbers = (layer: string, weight: WeightInfo['name'], shape: Shape) => Float32Array

/** A network's operations with its weights as constants, and what callers see of it. */
interface NetworkGraph {
  readonly nodes: readonly NodeProto[]
  readonly signature: Signature
}

const float32 = DataType.float32
const withBatch = (shape: Shape): readonly number[] => [-1, ...shape]

/** The name of a weight's node. */
export const weightName = (layer: string, weight: string): string => `${layer}.${weight}`

/** (pixels ÷ 255 − mean) ÷ std, in the order in which pictures are prepared here. */
function normalised(writer: GraphWriter, pixels: Value, { normalisation }: Metadata): Value {
  const graph = new LayerGraph(writer, 'preprocessing', () => {
    throw new AppError('internal', 'The preprocessing has no weights.')
  })
  const scaled = graph.op('RealDiv', [pixels, graph.number('white', 255)])
  if (!normalisation) return scaled
  const { mean, std } = normalisation
  const centred = graph.op('Sub', [scaled, graph.floats('mean', mean, [mean.length])])
  return graph.op('RealDiv', [centred, graph.floats('std', std, [std.length])])
}

/** The same tensor under a name of its own. */
function named(writer: GraphWriter, name: string, value: Value): Value {
  const node = writer.node(name, 'Identity', [value.name], { T: { type: value.dtype } })
  return { name: `${node}:0`, dtype: value.dtype }
}

/**
 * The graph of a network. A node with a layer's id gives its output, one with `<layer>.<weight>`
 * holds an array, and every other name begins with its layer's id and a slash.
 */
export function networkGraph(metadata: Metadata, numbers: Numbers): NetworkGraph {
  const model = resolveModel(metadata.spec)
  const writer = new GraphWriter()
  const takesPixels = hasExtra(metadata, 'preprocessing')
  const shape = withBatch(model.inputShape)
  const given = writer.placeholder(takesPixels ? PIXELS : INPUT_ID, { dtype: float32, shape })
  const outputs = new Map<string, Value>([
    [INPUT_ID, takesPixels ? named(writer, INPUT_ID, normalised(writer, given, metadata)) : given],
  ])
  for (const { layer, weights, inputs, inputShapes, outputShape } of model.layers) {
    const held = new Map(
      weights.map(({ name, shape }) => {
        const values = numbers(layer.id, name, shape)
        return [name, writer.held(weightName(layer.id, name), { dtype: float32, shape }, values)]
      }),
    )
    const graph = new LayerGraph(writer, layer.id, (name) => held.get(name) as Value)
    const taken = inputs.map((id) => outputs.get(id) as Value)
    outputs.set(
      layer.id,
      named(
        writer,
        layer.id,
        layerToGraph({ layer, inputs: taken, inputShapes, outputShape, graph }),
      ),
    )
  }
  const told = hasExtra(metadata, 'all-outputs') ? model.layers : model.layers.slice(-1)
  return {
    nodes: writer.nodes,
    signature: {
      inputs: { [takesPixels ? PIXELS : INPUT_ID]: given },
      outputs: Object.fromEntries(
        told.map(({ layer, outputShape }) => [
          layer.id,
          { name: `${layer.id}:0`, dtype: float32, shape: withBatch(outputShape) },
        ]),
      ),
    },
  }
}
