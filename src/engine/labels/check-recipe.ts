import type { DatasetInfo } from '@shared/contract/datasets'
import type { LabelSettings } from '@shared/contract/label-check'
import { withActivation, withMaxPooling } from '@shared/model/exercises/variants'
import { fitToDataset, type DatasetShape } from '@shared/model/fit'
import { preset } from '@shared/model/presets'
import { parseRecipe, type Recipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'

/** Steps that a small network needs to learn a small set. */
const FEWEST_STEPS = 800
const [FEWEST_EPOCHS, MOST_EPOCHS] = [5, 60] as const
/** Sets of fewer pictures get smaller batches. */
const SMALL_SET = 4000

/** LeNet with ReLUs and maximum poolings: it learns in a few epochs, and needs little time. */
const judge = (): ModelSpec => ({
  ...withMaxPooling(withActivation('relu')(preset('lenet'))),
  name: 'LeNet, ReLU and max pooling',
})

/** For pictures that are too small for it. */
const smallJudge = (): ModelSpec => ({
  name: 'One hidden layer',
  input: { height: 1, width: 1, channels: 1 },
  layers: [
    { id: 'flatten', kind: 'flatten' },
    { id: 'dense1', kind: 'dense', units: 64, bias: true },
    { id: 'relu1', kind: 'activation', function: 'relu' },
    { id: 'dense2', kind: 'dense', units: 10, bias: true },
  ],
})

function judgeFor(shape: DatasetShape): ModelSpec {
  const fitted = fitToDataset(judge(), shape)
  try {
    resolveModel(fitted)
    return fitted
  } catch {
    return fitToDataset(smallJudge(), shape)
  }
}

/**
 * How the networks are trained that judge a data set's labels.
 * @param count pictures that one of them sees
 */
export function checkRecipe(
  info: Pick<DatasetInfo, 'id' | 'height' | 'width' | 'channels' | 'classes'>,
  count: number,
  { epochs, seed }: Pick<LabelSettings, 'epochs' | 'seed'>,
): Recipe {
  const { height, width, channels, classes } = info
  const batchSize = count < SMALL_SET ? 32 : 128
  const enough = Math.ceil((FEWEST_STEPS * batchSize) / Math.max(1, count))
  return parseRecipe({
    model: judgeFor({ height, width, channels, classes: classes.length }),
    dataset: info.id,
    optimizer: { kind: 'adam' },
    learningRate: 0.002,
    schedule: { kind: 'cosine', warmupEpochs: 0 },
    initializer: 'heUniform',
    batchSize,
    epochs: epochs ?? Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, enough)),
    seed,
  })
}
