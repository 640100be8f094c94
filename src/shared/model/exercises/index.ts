import { preset } from '../presets'
import { parseRecipe, type Recipe } from '../recipe'
import type { ModelSpec } from '../spec'
import { withActivation, withChannels, withKernels, withMaxPooling } from './variants'

/** The differences from the chapter's network and its training. */
interface Exercise {
  /** The network's name, which the run gets too. */
  readonly name: string
  readonly change?: (spec: ModelSpec) => ModelSpec
  readonly settings?: { readonly learningRate: number }
}

/**
 * The exercises of chapter 6.3 as recipes, each one change to `train_ch6`; the first is the chapter
 * itself.
 */
const exercises = {
  chapter: { name: 'LeNet' },
  'kernels-3': { name: 'LeNet, 3×3 kernels', change: withKernels(3) },
  'kernels-7': { name: 'LeNet, 7×7 kernels', change: withKernels(7) },
  channels: { name: 'LeNet, 12 and 32 channels', change: withChannels(12, 32) },
  'max-pooling': { name: 'LeNet, maximum pooling', change: withMaxPooling },
  // A learning rate of 0.9 suits sigmoid units, whose slope is at most 1/4; others need less.
  tanh: { name: 'LeNet, tanh', change: withActivation('tanh'), settings: { learningRate: 0.1 } },
  relu: { name: 'LeNet, ReLU', change: withActivation('relu'), settings: { learningRate: 0.1 } },
  'rate-01': { name: 'LeNet, learning rate 0.1', settings: { learningRate: 0.1 } },
  'rate-05': { name: 'LeNet, learning rate 0.5', settings: { learningRate: 0.5 } },
  'rate-15': { name: 'LeNet, learning rate 1.5', settings: { learningRate: 1.5 } },
} as const satisfies Record<string, Exercise>

export type ExerciseId = keyof typeof exercises
export const EXERCISE_IDS = Object.keys(exercises) as readonly ExerciseId[]

/** The exercise's recipe, complete: Fashion-MNIST, 10 epochs of 256, SGD, Xavier weights. */
export function exerciseRecipe(id: ExerciseId): Recipe {
  const { name, change, settings }: Exercise = exercises[id]
  const spec = change ? change(preset('lenet')) : preset('lenet')
  return parseRecipe({ model: { ...spec, name }, dataset: 'fashion-mnist', ...settings })
}
