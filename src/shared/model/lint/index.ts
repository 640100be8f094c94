import type { ResolvedLayer, ResolvedModel } from '../resolve'
import { summarise, type ModelSummary } from '../summary'
import { bottleneck } from './bottleneck'
import { doubleSoftmax } from './double-softmax'
import { fieldBeyondInput } from './field-beyond-input'
import { fieldTooSmall } from './field-too-small'
import { linearStack } from './linear-stack'
import { misalignedBranches } from './misaligned-branches'
import { parameterShare } from './parameter-share'
import type { Finding, LintContext, LintRule, RuleId } from './rule'
import { sameShifts } from './same-shifts'
import { saturatingChain } from './saturating-chain'
import { seesNoMore } from './sees-no-more'
import { stridesSkipPixels } from './strides-skip-pixels'
import { unusedLayer } from './unused-layer'

export type { Finding, RuleId } from './rule'

/** Every rule; the compiler names one that is forgotten here. */
const RULES = {
  fieldBeyondInput,
  fieldTooSmall,
  misalignedBranches,
  stridesSkipPixels,
  sameShifts,
  saturatingChain,
  seesNoMore,
  bottleneck,
  parameterShare,
  linearStack,
  doubleSoftmax,
  unusedLayer,
} satisfies { [R in RuleId]: LintRule }

/** What is likely a mistake in a network that is valid, rule by rule. */
export function lint(model: ResolvedModel, summary: ModelSummary = summarise(model)): readonly Finding[] {
  const summaries = new Map(summary.layers.map((layer) => [layer.id, layer]))
  const resolved = new Map(model.layers.map((layer) => [layer.layer.id, layer]))
  const readers = new Map<string, ResolvedLayer[]>()
  for (const layer of model.layers) for (const id of layer.inputs) readers.set(id, [...(readers.get(id) ?? []), layer])
  const context: LintContext = {
    spec: model.spec,
    model,
    summary,
    at: (id) => {
      const [layer, own] = [resolved.get(id), summaries.get(id)]
      return layer && own && { resolved: layer, summary: own }
    },
    readers: (id) => readers.get(id) ?? [],
  }
  return Object.values(RULES).flatMap((rule) => rule(context))
}
