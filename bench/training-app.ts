/** LeNet of chapter 6.3 in the app's own step loop, in plain node: the counterpart of training-bare.ts. */
import { parseRecipe } from '../src/shared/model/recipe'
import { preset } from '../src/shared/model/presets'
import { resolveModel } from '../src/shared/model/resolve'
import { Network } from '../src/engine/layers/network'
import { DeviceSplit } from '../src/engine/training/device-split'
import { EagerStepLoop } from '../src/engine/training/eager-step-loop'
import { initialiseWeights } from '../src/engine/training/initialise'
import { option } from './lib/option'
import { BATCH_SIZE, fashionMnist, LEARNING_RATE, measure } from './lib/training'

const recipe = parseRecipe({ model: preset('lenet'), dataset: 'fashion-mnist', batchSize: BATCH_SIZE, learningRate: LEARNING_RATE })
const model = resolveModel(recipe.model)
const examples = fashionMnist()
const network = Network.create(model, initialiseWeights(model, recipe))
const loop = new EagerStepLoop(network, new DeviceSplit(examples, [28, 28, 1]), recipe)

const step = (indices: Int32Array, number: number): void => {
  loop.step(indices, { learningRate: LEARNING_RATE, step: number })
}
console.log(JSON.stringify({ batchSize: BATCH_SIZE, ...measure(examples.count, step, option('passes', 3), option('steps', 40)) }))
