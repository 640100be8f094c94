import { definitionOf, type Layer } from '../../layers'
import type { Shape } from '../../layers/definition'
import type { Values } from '../examine/problem'
import { resolveModel, type ResolvedLayer, type ResolvedModel } from '../resolve'
import type { ModelSpec } from '../spec'
import type { LayerSummary, ModelSummary } from '../summary'

export type RuleId =
  | 'fieldBeyondInput'
  | 'fieldTooSmall'
  | 'misalignedBranches'
  | 'stridesSkipPixels'
  | 'sameShifts'
  | 'saturatingChain'
  | 'seesNoMore'
  | 'bottleneck'
  | 'parameterShare'
  | 'linearStack'
  | 'doubleSoftmax'
  | 'unusedLayer'

/** Something that works and is still likely a mistake, with this network's own numbers. */
export interface Finding {
  readonly rule: RuleId
  /** Layers that it is about, the main one first. */
  readonly layers: readonly string[]
  /** Numbers for the sentence that explains it. */
  readonly values: Values
  /** The network with the least change that mends it, where there is one: it can be trained beside the present one. */
  readonly mended?: ModelSpec
}

/** A network that is valid, as the rules see it. */
export interface LintContext {
  readonly spec: ModelSpec
  readonly model: ResolvedModel
  readonly summary: ModelSummary
  readonly at: (id: string) => { readonly resolved: ResolvedLayer; readonly summary: LayerSummary } | undefined
  /** Layers that read this one. */
  readonly readers: (id: string) => readonly ResolvedLayer[]
}

export type LintRule = (context: LintContext) => readonly Finding[]

/** The network with some layers changed; undefined where it would no longer be valid. */
export function changed(spec: ModelSpec, change: (layer: Layer) => Layer | undefined): ModelSpec | undefined {
  const layers = spec.layers.flatMap((layer) => change(layer) ?? [])
  const next = { ...spec, layers }
  try {
    resolveModel(next)
    return next
  } catch {
    return undefined
  }
}

/** The first of these layers that gives the same shape from the same input. */
export function sameShape<L extends Layer>(resolved: ResolvedLayer, candidates: readonly L[]): L | undefined {
  return candidates.find((candidate) => {
    try {
      return definitionOf(candidate).outputShape(candidate, resolved.inputShapes).join() === resolved.outputShape.join()
    } catch {
      return false
    }
  })
}

/** The network with one layer put in another's place, if there is one to put. */
export const replaced = (spec: ModelSpec, layer: Layer | undefined): ModelSpec | undefined =>
  layer && changed(spec, (each) => (each.id === layer.id ? layer : each))

export const isMap = (shape: Shape): shape is readonly [number, number, number] => shape.length === 3
export const percent = (share: number): number => Math.round(share * 1000) / 10
