import type { ResolvedModel } from '../resolve'
import type { ModelSummary } from '../summary'
import { bottleneck } from './bottleneck'
import { contextOf } from './context'
import { doubleSoftmax } from './double-softmax'
import { fieldBeyondInput } from './field-beyond-input'
import { fieldTooSmall } from './field-too-small'
import { linearStack } from './linear-stack'
import { misalignedBranches } from './misaligned-branches'
import { parameterShare } from './parameter-share'
import type { Finding, LintRule, RuleId } from './rule'
import { sameShifts } from './same-shifts'
import { saturatingChain } from './saturating-chain'
import { seesNoMore } from './sees-no-more'
import { stridesSkipPixels } from './strides-skip-pixels'
import { unusedLayer } from './unused-layer'

export type { Finding, Mend, MendCode, RuleId } from './rule'

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
export function lint(model: ResolvedModel, summary?: ModelSummary): readonly Finding[] {
  const context = contextOf(model, summary)
  return Object.values(RULES).flatMap((rule) => rule(context))
}
