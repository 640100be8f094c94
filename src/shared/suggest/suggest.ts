import type { Phrase } from '../phrase'
import { parseRecipe, type Recipe } from '../model/recipe'
import { resolveModel } from '../model/resolve'
import { parseModelSpec, type ModelSpec } from '../model/spec'
import { summarise } from '../model/summary'
import { networkWords, normalisationWords, lengthWords, rateWords } from './reasons'
import { batchFor, epochsFor, epochsWithin } from './length'
import { networkFor, type ProposedNetwork } from './network'
import { trainCount, type SetFacts } from './set-facts'

/** What a reason is about. */
export const REASONS_ABOUT = ['network', 'normalisation', 'rate', 'length'] as const
export type ReasonAbout = (typeof REASONS_ABOUT)[number]

export interface Reason {
  readonly about: ReasonAbout
  readonly words: Phrase
}

export interface Suggestion {
  readonly recipe: Recipe
  readonly reasons: readonly Reason[]
  /** How long the training takes, in seconds. */
  readonly seconds: number
}

/** A first training should be over while one waits. */
const BUDGET_SECONDS = 240
/** Channels of the first convolution, the best first. */
const WIDTHS = [32, 16, 8] as const
/** Fewer pictures don't fill the wide network. */
const MANY_PICTURES = 5000
const RATE = 0.002
/** A forward pass alone takes a third of a training step, which also goes back twice. */
const FORWARD_SHARE = 1 / 3

/** Multiply-accumulates of one example. */
export const macsOf = (spec: ModelSpec): number => summarise(resolveModel(spec)).totals.macs

/** The network whose step is timed. */
export const timedNetwork = (facts: SetFacts): ModelSpec =>
  parseModelSpec(networkFor(facts, 16).spec)

interface Plan extends ProposedNetwork {
  readonly network: ModelSpec
  readonly epochs: number
  readonly seconds: number
}

/** The widest network whose training fits into the time, or the narrowest with fewer epochs. */
function planFor(facts: SetFacts, secondsOf: (spec: ModelSpec) => number): Plan {
  const pictures = trainCount(facts)
  const widths = WIDTHS.filter((width) => width < 32 || pictures >= MANY_PICTURES)
  const plans = widths.map((width): Plan => {
    const proposed = networkFor(facts, width)
    const network = parseModelSpec(proposed.spec)
    const epochs = epochsFor(pictures)
    const examples = epochs * (pictures + FORWARD_SHARE * facts.test)
    return { ...proposed, network, epochs, seconds: examples * secondsOf(network) }
  })
  const fitting = plans.find(({ seconds }) => seconds <= BUDGET_SECONDS)
  if (fitting) return fitting
  const narrowest = plans.at(-1) as Plan
  const anEpoch = narrowest.seconds / narrowest.epochs
  const epochs = Math.min(narrowest.epochs, epochsWithin(BUDGET_SECONDS, anEpoch))
  return { ...narrowest, epochs, seconds: epochs * anEpoch }
}

/**
 * A network, a recipe and a length that suit a data set on this machine, each with its reason.
 * @param secondsOf time in seconds that a training needs for one example
 * @throws AppError `invalid-model` for pictures that no network of this kind takes
 */
export function suggest(facts: SetFacts, secondsOf: (spec: ModelSpec) => number): Suggestion {
  const plan = planFor(facts, secondsOf)
  const pictures = trainCount(facts)
  const batchSize = Math.min(batchFor(pictures), pictures)
  const recipe = parseRecipe({
    model: plan.network,
    dataset: facts.dataset,
    normalisation: { mean: [...facts.mean], std: [...facts.std] },
    optimizer: { kind: 'adam' },
    learningRate: RATE,
    schedule: { kind: 'cosine', warmupEpochs: 1 },
    initializer: 'heUniform',
    biasInitializer: 'zeros',
    batchSize,
    epochs: plan.epochs,
  })
  return {
    recipe,
    seconds: plan.seconds,
    reasons: [
      { about: 'network', words: networkWords(facts, plan) },
      { about: 'normalisation', words: normalisationWords(facts) },
      { about: 'rate', words: rateWords(RATE) },
      { about: 'length', words: lengthWords({ pictures, batchSize, ...plan }) },
    ],
  }
}
