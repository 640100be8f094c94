import { namesNeeded } from '@shared/model/output/meaning'
import { trainedMeaning } from '@shared/model/output/trained'
import type { Recipe } from '@shared/model/recipe'
import {
  isOver,
  rateAt,
  smoothed,
  STANDARD_RANGE,
  type RatePoint,
  type RateRange,
} from '@shared/rate-finder/curve'
import { chanceLoss, findingOf, type RateFinding } from '@shared/rate-finder/finding'
import { classCounts, loadDataset } from '../../datasets'
import { firstExamples } from '../../evaluate/device-split'
import { epochOrder } from '../../runtime/random'
import { createStepLoop } from '../create-step-loop'
import { initialiseWeights } from '../initialise'
import { loopRecipe } from '../loop-parts'
import { prepare, type TrainingData } from '../run-training'

/** The curve of a range test, and what it says. */
export interface FoundRate extends RateFinding {
  readonly points: readonly RatePoint[]
}

export interface FindRateOptions {
  readonly recipe: Recipe
  /** @default STANDARD_RANGE */
  readonly range?: RateRange | undefined
}

/** The test reads no test pictures; the loop wants some. */
const TEST_PICTURES = 8

/**
 * Trains from fresh weights with a rate that grows from step to step, and reads from the losses
 * which rate suits (Smith 2017). The network, its optimizer, its order of pictures and its
 * augmentation are those of a training of the recipe. Nothing is kept.
 * @param onStep is told of the steps that are done
 * @throws AppError as a training throws before its first step
 */
export async function findRate(
  { recipe, range = STANDARD_RANGE }: FindRateOptions,
  onStep: (done: number) => void = () => undefined,
  load: (dataset: string) => Promise<TrainingData> = loadDataset,
): Promise<FoundRate> {
  const { model, train, test } = await prepare(recipe, 'auto', load)
  const classes = namesNeeded(trainedMeaning(model), model.classes)
  const parts = {
    ...{ model, weights: initialiseWeights(model, recipe), train },
    recipe: loopRecipe(recipe, train, classes),
  }
  const { loop } = createStepLoop({ ...parts, heldOut: firstExamples(test, TEST_PICTURES) }, 'auto')
  const stepsPerEpoch = Math.ceil(train.count / recipe.batchSize)
  const points: RatePoint[] = []
  try {
    let order: Int32Array = new Int32Array()
    for (let step = 0; step < range.steps; step++) {
      const inEpoch = step % stepsPerEpoch
      if (inEpoch === 0)
        order = epochOrder(recipe.seed, Math.floor(step / stepsPerEpoch), train.count)
      const first = inEpoch * recipe.batchSize
      const indices = order.slice(first, first + recipe.batchSize)
      const rate = rateAt(range, step)
      const { loss } = loop.step({ indices, learningRate: rate, step })
      points.push({ rate, loss: loss / indices.length })
      onStep(step + 1)
      if (isOver(smoothed(points))) break
    }
  } finally {
    loop.dispose()
  }
  const counts = classCounts(train.labels, Math.max(2, model.classes))
  return { points, ...findingOf(points, chanceLoss(recipe.loss, counts)) }
}
