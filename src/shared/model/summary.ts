import { traitsOf, type LayerKind } from '../layers'
import { elements, parameterCount, type Shape } from '../layers/definition'
import type { LayerField, ReceptiveField } from '../math/receptive-field'
import { layerFields } from './field/layer-fields'
import type { ResolvedLayer, ResolvedModel } from './resolve'

export interface LayerSummary {
  readonly id: string
  readonly kind: LayerKind
  readonly outputShape: Shape
  /** Trainable parameters; running statistics of a batch norm are not counted. */
  readonly parameters: number
  /** Multiply-accumulates for one example. */
  readonly macs: number
  /**
   * `null` where branches with different centres meet: the field then differs from unit to unit.
   */
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

/** The cost of a layer by itself. A resolved layer never changes, and an edit keeps most layers. */
const costs = new WeakMap<ResolvedLayer, { readonly parameters: number; readonly macs: number }>()

function costOf(resolved: ResolvedLayer): { readonly parameters: number; readonly macs: number } {
  const known = costs.get(resolved)
  if (known) return known
  const { layer, inputShapes } = resolved
  const found = {
    parameters: parametersOf(resolved),
    macs: traitsOf(layer).macs(layer, inputShapes),
  }
  costs.set(resolved, found)
  return found
}

const parametersOf = ({ weights }: ResolvedLayer): number =>
  sum(weights.filter((weight) => weight.trainable).map(parameterCount))

/** Shapes, parameters, cost and receptive field of every layer. */
export function summarise(model: ResolvedModel): ModelSummary {
  const fields = layerFields(model)
  const layers = model.layers.map((resolved): LayerSummary => {
    const { layer, outputShape } = resolved
    return {
      id: layer.id,
      kind: layer.kind,
      outputShape,
      ...costOf(resolved),
      receptiveField: alignedField(fields.get(layer.id) ?? null),
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

const alignedField = (field: LayerField | null): ReceptiveField | null =>
  field?.aligned ? { size: field.size, stride: field.stride, start: field.start } : null
