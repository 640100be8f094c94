import { definitionOf, type LayerKind } from '../layers'
import { elements, type Shape } from '../layers/definition'
import { extendField, INPUT_FIELD, mergeFields, type ReceptiveField } from '../math/receptive-field'
import type { ResolvedLayer, ResolvedModel } from './resolve'
import { INPUT_ID } from './spec'

export interface LayerSummary {
  readonly id: string
  readonly kind: LayerKind
  readonly outputShape: Shape
  /** Trainable parameters; running statistics of a batch norm are not counted. */
  readonly parameters: number
  /** Multiply-accumulates for one example. */
  readonly macs: number
  /** `null` where branches with different centres meet: the field then differs from unit to unit. */
  readonly receptiveField: ReceptiveField | null
}

export interface ModelSummary {
  readonly layers: readonly LayerSummary[]
  readonly totals: {
    readonly parameters: number
    readonly macs: number
    /** Bytes of all layers' outputs for one example, float32. */
    readonly activationBytes: number
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const parametersOf = ({ weights }: ResolvedLayer): number =>
  sum(weights.filter((weight) => weight.trainable).map((weight) => elements(weight.shape)))

/** The map whose whole extent a vector sums over: the last [height, width] before the vector was made. */
type Extent = readonly [number, number]

/**
 * Shapes, parameters, cost and receptive field of every layer. A dense layer is a convolution over the whole map that
 * was flattened before it (chapter 6.3: dense1 of LeNet is a 5×5 convolution over 5×5).
 */
export function summarise(model: ResolvedModel): ModelSummary {
  const fields = new Map<string, ReceptiveField | null>([[INPUT_ID, INPUT_FIELD]])
  const extents = new Map<string, Extent>([[INPUT_ID, [model.spec.input.height, model.spec.input.width]]])
  const layers = model.layers.map((resolved): LayerSummary => {
    const { layer, inputs, inputShapes, outputShape } = resolved
    const definition = definitionOf(layer)
    const field = mergeFields(inputs.map((id) => fields.get(id) ?? null))
    const extent = extents.get(inputs[0] ?? INPUT_ID) ?? [1, 1]
    const step =
      layer.kind === 'dense'
        ? { kernel: extent, stride: [1, 1] as const, padding: [0, 0] as const }
        : definition.fieldStep(layer, inputShapes)
    const receptiveField = field && step ? extendField(field, step) : field
    fields.set(layer.id, receptiveField)
    extents.set(layer.id, extentAfter(resolved, extent))
    return {
      id: layer.id,
      kind: layer.kind,
      outputShape,
      parameters: parametersOf(resolved),
      macs: definition.macs(layer, inputShapes),
      receptiveField,
    }
  })
  return {
    layers,
    totals: {
      parameters: sum(layers.map((layer) => layer.parameters)),
      macs: sum(layers.map((layer) => layer.macs)),
      activationBytes: 4 * sum(layers.map((layer) => elements(layer.outputShape))),
    },
  }
}

/** After a map its own size; a flatten carries it on to the dense layer; after a dense or global layer one cell is left. */
function extentAfter({ layer, outputShape }: ResolvedLayer, before: Extent): Extent {
  if (outputShape.length === 3) return [outputShape[0] ?? 1, outputShape[1] ?? 1]
  return layer.kind === 'dense' || layer.kind === 'globalAvgPool2d' ? [1, 1] : before
}
