import { traitsOf, type Layer } from '../../layers'
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
  | 'boundedLogits'
  | 'rectifiedLogits'
  | 'unusedLayer'
  | 'endsInMap'

/** What fixes a warning, as codes that the window translates. */
export type WarningFixCode =
  | 'slimKernels'
  | 'stepLess'
  | 'spreadCells'
  | 'lookWider'
  | 'alignPadding'
  | 'cutBranch'
  | 'coverStride'
  | 'padEvenly'
  | 'useRelu'
  | 'mixOnly'
  | 'widen'
  | 'averageMap'
  | 'separate'
  | 'narrow'
  | 'thinBetween'
  | 'reluBetween'
  | 'dropSoftmax'
  | 'dropFunction'
  | 'dropLayer'
  | 'denseEnd'

/**
 * The network with the smallest change that fixes a warning: it can be trained and compared with
 * the current one.
 */
export interface WarningFix {
  readonly code: WarningFixCode
  /** Values for the sentence that describes the change. */
  readonly values: Values
  readonly spec: ModelSpec
}

/** A likely mistake in a network that works, with this network's numbers. */
export interface Finding {
  readonly rule: RuleId
  /** The layers concerned, the main one first. */
  readonly layers: readonly string[]
  /** Values for the sentence that explains it. */
  readonly values: Values
  /**
   * Computed at the first call: a network of a thousand layers can have as many warnings. Undefined
   * only where no change within a network's limits fixes it.
   */
  readonly fix: () => WarningFix | undefined
}

/** A valid network, as the rules see it. */
export interface LintContext {
  readonly spec: ModelSpec
  readonly model: ResolvedModel
  readonly summary: ModelSummary
  readonly at: (
    id: string,
  ) => { readonly resolved: ResolvedLayer; readonly summary: LayerSummary } | undefined
  /** Layers that read this one. */
  readonly readers: (id: string) => readonly ResolvedLayer[]
}

export type LintRule = (context: LintContext) => readonly Finding[]

/** A function that computes its answer once and keeps it. */
export function once<T>(work: () => T): () => T {
  let kept: { readonly answer: T } | undefined
  return () => (kept ??= { answer: work() }).answer
}

/** The network, or undefined where it is not valid. */
export function valid(spec: ModelSpec): ModelSpec | undefined {
  try {
    resolveModel(spec)
    return spec
  } catch {
    return undefined
  }
}

/**
 * The network with each layer changed into none, one or several; undefined where it would no longer
 * be valid, or no longer end in logits.
 */
export const changed = (
  spec: ModelSpec,
  change: (layer: Layer) => Layer | readonly Layer[] | undefined,
): ModelSpec | undefined => {
  const after = valid({ ...spec, layers: spec.layers.flatMap((layer) => change(layer) ?? []) })
  return after && endsInVector(after) === endsInVector(spec) ? after : undefined
}

/** Specs never change, and a rule asks for the same one again and again. */
const vectors = new WeakMap<ModelSpec, boolean>()
function endsInVector(spec: ModelSpec): boolean {
  const known = vectors.get(spec) ?? resolveModel(spec).classes > 0
  vectors.set(spec, known)
  return known
}

/** The network with these layers in the places of those of the same ids. */
export const replaced = (spec: ModelSpec, layers: readonly Layer[]): ModelSpec | undefined => {
  const others = new Map(layers.map((layer) => [layer.id, layer]))
  return changed(spec, (each) => others.get(each.id) ?? each)
}

/** Whether the layer gives the same shape as this one, from the same input. */
export function keepsShape(resolved: ResolvedLayer, candidate: Layer): boolean {
  try {
    return (
      traitsOf(candidate).outputShape(candidate, resolved.inputShapes).join() ===
      resolved.outputShape.join()
    )
  } catch {
    return false
  }
}

export const isMap = (shape: Shape): shape is readonly [number, number, number] =>
  shape.length === 3
export const percent = (share: number): number => Math.round(share * 1000) / 10

/** A list of layers for a sentence, shortened. */
export const listed = (ids: readonly string[]): string =>
  ids.slice(0, 3).join(', ') + (ids.length > 3 ? ' …' : '')
