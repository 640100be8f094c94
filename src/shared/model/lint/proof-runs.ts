import type { Recipe } from '../recipe'
import type { ModelSpec } from '../spec'
import { PROOF } from './proof'
import { SIDES, type ProofPlan, type Side } from './proof-plan'
import { outcomeOf, type EndedRun, type Outcome } from './verdict'

/** A training that ended by itself. */
export interface Training extends EndedRun {
  readonly id: string
  readonly recipe: Recipe
  /** When it was started and when it last wrote, in milliseconds since 1970. */
  readonly created: number
  readonly modified: number
}

/** One of the two trainings of a pair. */
export interface ProofRun extends Outcome {
  readonly run: string
}

/** The network with and without the fix, trained with the same seed. */
export interface SeedPair extends Readonly<Record<Side, ProofRun>> {
  readonly seed: number
  /** The time of both together. */
  readonly seconds: number
}

/** A network's computation, without its name. */
export const networkKey = ({ name: _name, ...network }: ModelSpec): string =>
  JSON.stringify(network)

/**
 * Everything that decides a training of a proof, except its seed and the number of its pictures.
 */
const experimentKey = ({
  model,
  seed: _seed,
  limitTrain: _pictures,
  lesson: _lesson,
  ...recipe
}: Recipe): string => JSON.stringify([networkKey(model), recipe])

/** The trainings that may be half of a proof on a data set. */
export const briefTrainings = (
  trainings: readonly Training[],
  dataset: string,
): readonly Training[] =>
  trainings.filter(
    ({ recipe }) =>
      recipe.dataset === dataset &&
      recipe.epochs === PROOF.epochs &&
      recipe.batchSize === PROOF.batchSize &&
      recipe.limitTest === PROOF.tests,
  )

/** A side's trainings by their seeds; of two with one seed the newer. */
type Trained = Readonly<Record<Side, Map<number, Training>>>

/** The trainings of a plan by the number of their pictures. */
function trainedFor(plan: ProofPlan, trainings: readonly Training[]): ReadonlyMap<number, Trained> {
  const found = new Map<number, Trained>()
  const keys = SIDES.map((side) => [side, experimentKey(plan.recipe(side, 0))] as const)
  for (const training of [...trainings].sort((a, b) => a.created - b.created)) {
    const { seed, limitTrain } = training.recipe
    const key = experimentKey(training.recipe)
    const side = keys.find(([, wanted]) => wanted === key)?.[0]
    if (side === undefined || limitTrain === undefined) continue
    const trained = found.get(limitTrain) ?? { drawn: new Map(), fixed: new Map() }
    found.set(limitTrain, trained)
    trained[side].set(seed, training)
  }
  return found
}

const proofRun = (training: Training): ProofRun => ({ run: training.id, ...outcomeOf(training) })
const secondsOf = ({ created, modified }: Training): number => (modified - created) / 1000

/**
 * The newest finished training of the plan: the same recipe gives the same result. A training that
 * failed may have lacked memory.
 */
export function trainedBefore(
  plan: Pick<ProofPlan, 'recipe'>,
  side: Side,
  seed: number,
  trainings: readonly Training[],
): ProofRun | undefined {
  const wanted = plan.recipe(side, seed)
  const key = experimentKey(wanted)
  const [newest] = trainings
    .filter(
      ({ state, recipe }) =>
        state === 'finished' &&
        recipe.seed === seed &&
        recipe.limitTrain === wanted.limitTrain &&
        experimentKey(recipe) === key,
    )
    .sort((a, b) => b.created - a.created)
  return newest && proofRun(newest)
}

/**
 * The result of all trainings of a plan, whenever and wherever they were started: their pairs, for
 * the number of pictures that most of them used.
 * @returns undefined where no seed has both sides
 */
export function provenBy(
  plan: ProofPlan,
  trainings: readonly Training[],
): { readonly plan: ProofPlan; readonly pairs: readonly SeedPair[] } | undefined {
  const proofs = [...trainedFor(plan, trainings)].map(([examples, { drawn, fixed }]) => {
    const pairs = [...drawn].flatMap(([seed, first]): SeedPair[] => {
      const second = fixed.get(seed)
      return second
        ? [
            {
              seed,
              drawn: proofRun(first),
              fixed: proofRun(second),
              seconds: secondsOf(first) + secondsOf(second),
            },
          ]
        : []
    })
    return { examples, pairs: pairs.sort((a, b) => a.seed - b.seed) }
  })
  const [best] = proofs
    .filter(({ pairs }) => pairs.length > 0)
    .sort((a, b) => b.pairs.length - a.pairs.length || b.examples - a.examples)
  return best && { plan: plan.withExamples(best.examples), pairs: best.pairs }
}
