import { parseRecipe, type Recipe, type RecipeInput } from '@shared/model/recipe'
import { uniforms } from '../../runtime/random'
import type { TrainingData } from '../run-training'

const SIDE = 8

/**
 * Images with a bright left or right half and noise: a problem that a small network learns in a few
 * steps.
 */
function halves(count: number, seed: number): TrainingData['train'] {
  const draw = uniforms(seed, 'split')
  const images = new Uint8Array(count * SIDE * SIDE)
  const labels = new Uint8Array(count)
  for (let n = 0; n < count; n++) {
    const label = draw() < 0.5 ? 0 : 1
    labels[n] = label
    for (let cell = 0; cell < SIDE * SIDE; cell++) {
      const bright = (cell % SIDE < SIDE / 2 ? 0 : 1) === label
      images[n * SIDE * SIDE + cell] = Math.floor((bright ? 100 : 20) + 100 * draw())
    }
  }
  return { images, labels, count }
}

/** 50 images make 4 batches of 16, of which the last has 2. */
export const data: TrainingData = {
  info: { title: 'Halves', height: SIDE, width: SIDE, channels: 1, classes: ['left', 'right'] },
  train: halves(50, 1),
  test: halves(20, 2),
}

/** Contains everything that has state: batch norm, dropout, and an optimizer with slots. */
export const recipe = (changes: Partial<RecipeInput> = {}): Recipe =>
  parseRecipe({
    model: {
      name: 'Small',
      input: { height: SIDE, width: SIDE, channels: 1 },
      layers: [
        { id: 'conv1', kind: 'conv2d', channels: 4, kernel: 3, padding: 1 },
        { id: 'norm1', kind: 'batchNorm' },
        { id: 'relu1', kind: 'activation', function: 'relu' },
        { id: 'pool1', kind: 'maxPool2d', window: 2 },
        { id: 'flatten', kind: 'flatten' },
        { id: 'dropout1', kind: 'dropout', rate: 0.3 },
        { id: 'dense1', kind: 'dense', units: 2 },
      ],
    },
    dataset: 'halves',
    optimizer: { kind: 'adam' },
    learningRate: 0.01,
    batchSize: 16,
    epochs: 3,
    seed: 7,
    ...changes,
  })
