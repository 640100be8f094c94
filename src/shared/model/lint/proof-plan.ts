import { parseRecipe, type Recipe } from '../recipe'
import { resolveModel } from '../resolve'
import type { ModelSpec } from '../spec'
import { summarise, type ModelSummary } from '../summary'
import { PROOF, proofExamples, proofPair } from './proof'
import type { Finding } from './rule'

/** The two networks of a proof in the order in which they are trained. */
export const SIDES = ['drawn', 'fixed'] as const
export type Side = (typeof SIDES)[number]

/** The facts about a data set that a proof needs. */
export interface ProofDataset {
  readonly id: string
  readonly title: string
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly classes: readonly string[]
  /** Both networks leave these pictures out. */
  readonly setAside?: Recipe['setAside']
}

/** What a proof trains, with any seed: further pairs differ from the first in the seed alone. */
export interface ProofPlan {
  readonly name: string
  readonly finding: Finding
  /** Title of the data set. */
  readonly dataset: string
  /** Pictures of an epoch. */
  readonly examples: number
  readonly models: Readonly<Record<Side, ModelSpec>>
  readonly totals: Readonly<Record<Side, ModelSummary['totals']>>
  /**
   * Shape of the pictures, where the warning no longer applies to the network that was fitted to
   * them.
   */
  readonly cutDown?: readonly number[]
  readonly recipe: (side: Side, seed: number) => Recipe
  /** The same with so many pictures an epoch. */
  readonly withExamples: (examples: number) => ProofPlan
}

/**
 * @param rate multiply-accumulates a second in training, as measured, found or assumed
 * @returns undefined where the warning has no fix
 * @throws AppError `invalid-model` where the network can't be fitted to the pictures
 */
export function proofPlan(
  spec: ModelSpec,
  finding: Finding,
  info: ProofDataset,
  rate: number,
): ProofPlan | undefined {
  const { height, width, channels } = info
  const models = proofPair(spec, finding, { height, width, channels, classes: info.classes.length })
  if (!models) return undefined
  const totals = { drawn: totalsOf(models.drawn), fixed: totalsOf(models.fixed) }
  const cutDown = models.holds ? {} : { cutDown: [height, width, channels] }
  const of = (examples: number): ProofPlan => {
    const brief = {
      batchSize: PROOF.batchSize,
      epochs: PROOF.epochs,
      limitTrain: examples,
      limitTest: PROOF.tests,
    }
    return {
      ...{
        name: spec.name,
        finding,
        dataset: info.title,
        examples,
        models,
        totals,
        ...cutDown,
        withExamples: of,
      },
      recipe: (side, seed) =>
        parseRecipe({
          model: models[side],
          dataset: info.id,
          optimizer: { kind: 'adam' },
          learningRate: 0.001,
          seed,
          ...brief,
          ...(info.setAside ? { setAside: info.setAside } : {}),
        }),
    }
  }
  return of(proofExamples(Math.max(totals.drawn.macs, totals.fixed.macs), rate))
}

const totalsOf = (model: ModelSpec): ModelSummary['totals'] => summarise(resolveModel(model)).totals
