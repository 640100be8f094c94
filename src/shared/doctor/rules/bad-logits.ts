import { phrase, type Phrase } from '../../errors'
import { lint, type Finding } from '../../model/lint'
import type { ResolvedModel } from '../../model/resolve'
import type { Rule } from '../patient'

/** Functions in front of the loss, which takes logits, and what each does to a training. */
const REASONS: Readonly<Partial<Record<Finding['rule'], (layer: string) => Phrase>>> = {
  doubleSoftmax: (layer) =>
    phrase`The network ends in the softmax “${layer}”, and the loss applies another one. Two of them leave hardly any gradient. Without “${layer}” the network gives logits.`,
  boundedLogits: (layer) =>
    phrase`“${layer}” bounds the logits, so the softmax of the loss can't become certain of a class. Without “${layer}” the network gives logits.`,
  rectifiedLogits: (layer) =>
    phrase`“${layer}” makes negative logits 0, and a class whose logit is 0 gets no gradient. Without “${layer}” the network gives logits.`,
}

/** The warning about a function in front of the loss, where there is one. */
export const badLogitsOf = (model: ResolvedModel): Finding | undefined =>
  lint(model).find(({ rule }) => REASONS[rule] !== undefined)

/** A function on the outputs, which the loss takes as logits. */
export const badLogits: Rule = {
  rule: 'bad-logits',
  find: ({ model }) => {
    const finding = badLogitsOf(model)
    const [layer = ''] = finding?.layers ?? []
    const words = finding && REASONS[finding.rule]?.(layer)
    if (!words) return undefined
    return { tone: 'warning', words, change: { withLogits: true } }
  },
}
