/**
 * This project's training step in a process of its own: `convscope-worker.ts <exercise.json>
 * convscope <eager|graph>`.
 */
import { readFileSync } from 'node:fs'
import { deviceName, tensorflow } from '../../src/engine/runtime/tensorflow'
import { createStepLoop, prepareThreads } from '../../src/engine/training/create-step-loop'
import { loopRecipe } from '../../src/engine/training/loop-parts'
import { firstExamples, type Examples } from '../../src/engine/evaluate/device-split'
import { initialiseWeights } from '../../src/engine/training/initialise'
import type { ModelSpec } from '../../src/shared/model/spec'
import { resolveModel } from '../../src/shared/model/resolve'
import type { NamedArrays } from '../../src/shared/model/weights'
import type { Exercise } from './exercise'
import { readPictures } from './pictures'
import { serve, type BenchTrainer } from './serve'

const [path = '', , variant = ''] = process.argv.slice(2)
const exercise = JSON.parse(readFileSync(path, 'utf8')) as Exercise
const { data } = exercise
const recipe =
  variant === 'augmented' ? { ...exercise.recipe, augment: exercise.augment } : exercise.recipe
const mode = variant === 'augmented' ? 'graph' : variant
let files: { readonly train: Examples; readonly weights: NamedArrays } | undefined

const readFiles = () => ({
  train: {
    images: readPictures(data.images),
    labels: readFileSync(data.labels),
    count: data.count,
  },
  // The numbers of the exercise's file, which the other tools read.
  weights: initialiseWeights(resolveModel(recipe.model), recipe),
})

const withoutDropout = (spec: ModelSpec): ModelSpec => ({
  ...spec,
  layers: spec.layers.map((layer) => ('rate' in layer ? { ...layer, rate: 0 } : layer)),
})

/** Without a usable GPU TensorFlow silently computes on the CPU, which a figure would not show. */
function requireDevice(): void {
  if (exercise.device === 'gpu' && deviceName() !== 'GPU')
    throw new Error(
      'TensorFlow found no GPU that it can use; with TF_CPP_MIN_LOG_LEVEL=0 it says why',
    )
}

function create({ dropout }: { readonly dropout: boolean }): BenchTrainer {
  if (mode !== 'eager' && mode !== 'graph') throw new Error(`there is no variant "${variant}"`)
  const model = resolveModel(dropout ? recipe.model : withoutDropout(recipe.model))
  prepareThreads(model, mode)
  // Before the files are read, as the app does it: the process is at its largest while TensorFlow
  // is loaded, unless it has read the files before.
  tensorflow()
  requireDevice()
  files ??= readFiles()
  const { train, weights } = files
  const { loop } = createStepLoop(
    {
      ...{ model, weights, train, heldOut: firstExamples(train, 1000) },
      recipe: loopRecipe(recipe, train, model.classes),
    },
    mode,
  )
  return {
    get stepsAtOnce() {
      return loop.stepsAtOnce
    },
    steps(batches, step) {
      const results = loop.steps(
        batches.map((indices, i) => ({
          indices,
          learningRate: recipe.learningRate,
          step: step + i,
        })),
      )
      return (results.at(-1)?.loss ?? NaN) / recipe.batchSize
    },
    dispose() {
      loop.dispose()
    },
  }
}

serve(exercise, create)
