import type { ResolvedModel } from '../resolve'
import type { ModelSummary } from '../summary'
import { tellsClasses, type OutputMeaning } from '../output/meaning'
import { trainedMeaning } from '../output/trained'
import { bottleneck } from './bottleneck'
import { boundedLogits } from './bounded-logits'
import { contextOf } from './context'
import { doubleSoftmax } from './double-softmax'
import { fieldBeyondInput } from './field-beyond-input'
import { fieldTooSmall } from './field-too-small'
import { linearStack } from './linear-stack'
import { misalignedBranches } from './misaligned-branches'
import { parameterShare } from './parameter-share'
import { rectifiedLogits } from './rectified-logits'
import type { Finding, LintRule, RuleId } from './rule'
import { sameShifts } from './same-shifts'
import { saturatingChain } from './saturating-chain'
import { seesNoMore } from './sees-no-more'
import { stridesSkipPixels } from './strides-skip-pixels'
import { endsInMap } from './ends-in-map'
import { unusedLayer } from './unused-layer'

export type { Finding, WarningFix, WarningFixCode, RuleId } from './rule'

/** Every rule; the compiler names a missing one. */
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
  boundedLogits,
  rectifiedLogits,
  unusedLayer,
  endsInMap,
} satisfies { [R in RuleId]: LintRule }

/** Rules for outputs that a loss here takes as logits. */
const LOGITS_ONLY: ReadonlySet<LintRule> = new Set([doubleSoftmax, boundedLogits, rectifiedLogits])

/**
 * The likely mistakes of a valid network, rule by rule.
 * @param meaning what the outputs mean, of a trained model; by default what they mean to a training
 *   here
 */
export function lint(
  model: ResolvedModel,
  summary?: ModelSummary,
  meaning: OutputMeaning = trainedMeaning(model),
): readonly Finding[] {
  const context = contextOf(model, summary)
  const isLogits = model.classes > 0 && tellsClasses(meaning) && meaning.given === 'logits'
  return Object.values(RULES)
    .filter((rule: LintRule) => isLogits || !LOGITS_ONLY.has(rule))
    .flatMap((rule) => rule(context))
}
