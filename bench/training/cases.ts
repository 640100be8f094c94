import { parseRecipe, type Recipe } from '../../src/shared/model/recipe'
import { preset } from '../../src/shared/model/presets'

/** A network with the recipe that it is compared under. */
export interface Case {
  readonly title: string
  readonly recipe: Recipe
}

const FASHION_MNIST = 'fashion-mnist'
const CIFAR_10 = 'cifar-10'

/**
 * Chapter 6.3's LeNet with the chapter's recipe; the others with recipes that are usual for such
 * networks today.
 */
export const CASES = {
  lenet: {
    title: 'LeNet of chapter 6.3',
    recipe: parseRecipe({ model: preset('lenet'), dataset: FASHION_MNIST }),
  },
  'lenet-relu': {
    title: 'LeNet with ReLU and max pooling',
    recipe: parseRecipe({
      model: preset('lenet-relu'),
      dataset: FASHION_MNIST,
      optimizer: { kind: 'adam' },
      learningRate: 0.002,
      initializer: 'heUniform',
      batchSize: 128,
    }),
  },
  modern: {
    title: 'Batch norm network',
    recipe: parseRecipe({
      model: preset('modern'),
      dataset: FASHION_MNIST,
      optimizer: { kind: 'adam' },
      learningRate: 0.001,
      initializer: 'heUniform',
      batchSize: 128,
    }),
  },
  vgg: {
    title: 'VGG-11-like, 32×32',
    recipe: parseRecipe({
      model: preset('vgg11-small'),
      dataset: CIFAR_10,
      optimizer: { kind: 'sgd', momentum: 0.9 },
      learningRate: 0.01,
      initializer: 'heUniform',
      batchSize: 128,
    }),
  },
} as const satisfies Record<string, Case>

export type CaseId = keyof typeof CASES
export const CASE_IDS = Object.keys(CASES) as readonly CaseId[]
export const isCaseId = (id: string): id is CaseId => Object.hasOwn(CASES, id)
