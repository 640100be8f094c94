import { readersOf } from '../readers'
import type { ResolvedModel } from '../resolve'
import { summarise, type ModelSummary } from '../summary'
import type { LintContext, LintRule } from './rule'
import { resolveModel } from '../resolve'
import type { ModelSpec } from '../spec'

/** A network with the facts that the rules need. */
export function contextOf(
  model: ResolvedModel,
  summary: ModelSummary = summarise(model),
): LintContext {
  const summaries = new Map(summary.layers.map((layer) => [layer.id, layer]))
  const resolved = new Map(model.layers.map((layer) => [layer.layer.id, layer]))
  return {
    spec: model.spec,
    model,
    summary,
    at: (id) => {
      const [layer, own] = [resolved.get(id), summaries.get(id)]
      return layer && own && { resolved: layer, summary: own }
    },
    readers: readersOf(model),
  }
}

/** Whether the rule no longer reports this layer of a network. */
export const isCleared = (rule: LintRule, layer: string, spec: ModelSpec): boolean =>
  rule(contextOf(resolveModel(spec))).every(({ layers }) => layers[0] !== layer)
