import { performance } from 'node:perf_hooks'
import type { Measurement } from '@shared/contract/builder'
import { elements } from '@shared/layers/definition'
import { parseRecipe, type Recipe } from '@shared/model/recipe'
import { requireLogits, resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import { deviceName, tensorflow } from '../runtime/tensorflow'
import { nextTurn } from '../work/work'
import { createStepLoop, prepareThreads } from '../training/create-step-loop'
import { firstExamples, type Examples } from '../evaluate/device-split'
import { EagerStepLoop } from '../training/eager-step-loop'
import { initialiseWeights } from '../training/initialise'
import { loopRecipe, type LoopParts } from '../training/loop-parts'
import type { StepCall } from '../training/step-loop'
import { uniforms } from '../runtime/random'

export interface MeasureOptions {
  readonly spec: ModelSpec
  readonly batchSize: number
  readonly optimizer: Recipe['optimizer']['kind']
  /** Number of timed steps, after one for warming up. */
  readonly steps: number
}

/** One batch of noise, because the cost of a step does not depend on the images. */
function noise(count: number, length: number, classes: number): Examples {
  const draw = uniforms(0, 'split')
  const images = Uint8Array.from({ length: count * length }, () => 256 * draw())
  return { count, images, labels: Uint16Array.from({ length: count }, () => classes * draw()) }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** The peak memory of a step's tensors; only the eager step can measure it. */
async function peakOf(parts: LoopParts, call: StepCall): Promise<number> {
  const loop = new EagerStepLoop(parts)
  try {
    return (await tensorflow().profile(() => void loop.step(call))).peakBytes
  } finally {
    loop.dispose()
  }
}

/**
 * Makes and times real training steps of a network with random images, in this process. Between
 * steps the event loop runs.
 * @param onStep called after each timed step with the number of steps done
 * @throws AppError `invalid-model`, and TensorFlow's error if memory runs out
 */
export async function measureSteps(
  { spec, batchSize, optimizer, steps }: MeasureOptions,
  onStep: (done: number) => void = () => undefined,
): Promise<Measurement> {
  const model = resolveModel(spec)
  requireLogits(model)
  prepareThreads(model, 'auto')
  // The learning rate is so small that the weights hardly change and the numbers stay finite.
  const recipe = parseRecipe({
    model: spec,
    dataset: 'noise',
    batchSize,
    optimizer: { kind: optimizer },
    learningRate: 1e-6,
  })
  const examples = noise(batchSize, elements(model.inputShape), Math.max(2, model.classes))
  const parts: LoopParts = {
    model,
    recipe: loopRecipe(recipe, examples, model.classes),
    weights: initialiseWeights(model, recipe),
    train: examples,
    heldOut: firstExamples(examples, 1),
  }
  const indices = Int32Array.from({ length: batchSize }, (_, index) => index)
  const call = (n: number): StepCall => ({ indices, learningRate: recipe.learningRate, step: n })
  const peakBytes = await peakOf(parts, call(0))
  const { loop } = createStepLoop(parts, 'auto')
  const step = (n: number): unknown => loop.step(call(n))
  try {
    step(0)
    const seconds: number[] = []
    while (seconds.length < steps) {
      await nextTurn()
      const started = performance.now()
      step(seconds.length + 1)
      seconds.push((performance.now() - started) / 1000)
      onStep(seconds.length)
    }
    return { secondsPerStep: median(seconds), peakBytes, steps, batchSize, device: deviceName() }
  } finally {
    loop.dispose()
  }
}
