import { fitToDataset } from '../../src/shared/model/fit'
import { preset } from '../../src/shared/model/presets'
import type { Recipe, RecipeInput } from '../../src/shared/model/recipe'
import { resolveModel } from '../../src/shared/model/resolve'
import { parseModelSpec, type ModelSpec } from '../../src/shared/model/spec'
import { networkFor } from '../../src/shared/suggest/network'
import type { SetFacts } from '../../src/shared/suggest/set-facts'

const LENET = 'LeNet'
/** Name of the candidate that is the chapter's recipe; LeNet fits no very small pictures. */
export const CHAPTER = 'the chapter’s recipe'

export interface Candidate {
  readonly name: string
  readonly recipe: RecipeInput
}

type Rate = Pick<RecipeInput, 'optimizer' | 'learningRate'>
const RATES: Readonly<Record<string, Rate>> = {
  'SGD 0.05, momentum 0.9': { optimizer: { kind: 'sgd', momentum: 0.9 }, learningRate: 0.05 },
  'Adam 0.001': { optimizer: { kind: 'adam' }, learningRate: 0.001 },
  'Adam 0.005': { optimizer: { kind: 'adam' }, learningRate: 0.005 },
}

function networks(facts: SetFacts): Readonly<Record<string, ModelSpec>> {
  const shape = { ...facts, classes: facts.perClass.length }
  const own = (channels: number, averaged: boolean): ModelSpec =>
    parseModelSpec(networkFor(facts, channels, averaged).spec)
  return {
    [LENET]: fitToDataset(parseModelSpec(preset('lenet')), shape),
    'batch norm network': fitToDataset(parseModelSpec(preset('modern')), shape),
    '16 channels, all positions': own(16, false),
    '16 channels, averaged': own(16, true),
    '32 channels, all positions': own(32, false),
  }
}

/**
 * Every network with every rate, as long as the proposal and with its normalisation; the chapter's
 * recipe as it is.
 */
export function candidates(facts: SetFacts, proposal: Recipe): readonly Candidate[] {
  const { model: _, optimizer: __, learningRate: ___, ...common } = proposal
  const fitting = Object.entries(networks(facts)).filter(([, model]) => isUsable(model))
  const searched = fitting.flatMap(([network, model]) =>
    Object.entries(RATES).map(([rate, chosen]) => ({
      name: `${network}, ${rate}`,
      recipe: { ...common, ...chosen, model },
    })),
  )
  const { dataset, epochs, limitTrain, limitTest, batchSize } = proposal
  const lenet = fitting.find(([name]) => name === LENET)?.[1]
  if (!lenet) return searched
  const limits = { limitTrain, limitTest }
  const chapter = { model: lenet, dataset, epochs, batchSize, ...limits }
  return [{ name: CHAPTER, recipe: chapter }, ...searched]
}

/** LeNet's windows don't fit very small pictures. */
function isUsable(model: ModelSpec): boolean {
  try {
    resolveModel(model)
    return true
  } catch {
    return false
  }
}
