import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodePytorch } from '../../src/engine/formats/pytorch/encode'
import { encodeNpy } from '../../src/engine/formats/npz/npy'
import { folderOf } from '../../src/engine/formats/testing/folders'
import type { Pieces } from '../../src/engine/formats/zip/pieces'
import { EagerStepLoop } from '../../src/engine/training/eager-step-loop'
import { BATCH, indicesOf, partsOf } from '../../src/engine/training/testing/step-loops'
import { preset } from '../../src/shared/model/presets'
import type { RecipeInput } from '../../src/shared/model/recipe'
import type { ModelSpecInput } from '../../src/shared/model/spec'
import type { NamedArrays } from '../../src/shared/model/weights'
import { runPython } from './python'

const STEPS = 10
const answers = z.array(
  z.strictObject({ array: z.string(), difference: z.number(), change: z.number() }),
)

/** What PyTorch has no settings for: a table of connections, and padding that differs by side. */
const odd: ModelSpecInput = {
  name: 'odd',
  input: { height: 7, width: 9, channels: 2 },
  layers: [
    {
      id: 'up',
      kind: 'convTranspose2d',
      channels: 3,
      kernel: 3,
      stride: 2,
      padding: [
        [1, 0],
        [0, 1],
      ],
    },
    { id: 'slope', kind: 'prelu' },
    {
      id: 'table',
      kind: 'conv2d',
      channels: 6,
      kernel: 2,
      padding: 'same',
      connections: [[0, 2], [1], [0, 1, 2], [2], [0, 1], [1, 2]],
    },
    { id: 'norm', kind: 'layerNorm', gamma: false },
    {
      id: 'pool',
      kind: 'avgPool2d',
      window: 3,
      stride: 2,
      padding: 'same',
      countIncludePad: false,
    },
    { id: 'flatten', kind: 'flatten' },
    { id: 'out', kind: 'dense', units: 3 },
  ],
}
/** What a dropout leaves out is drawn by each program in its own way. */
const withoutDropout = (model: ModelSpecInput): ModelSpecInput => ({
  ...model,
  layers: model.layers.filter(({ kind }) => kind !== 'dropout'),
})
const NETWORKS: readonly ModelSpecInput[] = [
  preset('lenet-relu'),
  withoutDropout(preset('modern')),
  odd,
]
const RECIPES: readonly (Omit<RecipeInput, 'model' | 'dataset'> & {
  readonly learningRate: number
})[] = [
  { optimizer: { kind: 'sgd', momentum: 0.9 }, learningRate: 0.01 },
  { optimizer: { kind: 'adam' }, learningRate: 0.001 },
  {
    optimizer: { kind: 'adamw', decoupledDecay: 0.05 },
    learningRate: 0.001,
    labelSmoothing: 0.1,
    clipNorm: 0.5,
    averageDecay: 0.9,
  },
]

/** An export before ten steps, and the weights behind them. */
function writeCase(model: ModelSpecInput, recipe: (typeof RECIPES)[number]): string {
  const { learningRate, optimizer, ...others } = recipe
  const parts = partsOf({ model, ...recipe })
  const { count, images, labels } = parts.train
  const metadata = { spec: parts.model.spec, classes: [], invert: false } as const
  const filesOf = (weights: NamedArrays): ReadonlyMap<string, Uint8Array | Pieces> =>
    encodePytorch(metadata, weights)
  const before = filesOf(parts.weights)
  const batches = Array.from({ length: STEPS }, (_, step) => indicesOf(step, count))
  const loop = new EagerStepLoop(parts)
  batches.forEach((indices, step) => loop.step({ indices, learningRate, step }))
  const after = filesOf(loop.shownWeights()).get('model.safetensors') ?? ''
  loop.dispose()
  const x = Float32Array.from(images, (value) => value / 255)
  const all = Float32Array.from(batches.flatMap((indices) => [...indices]))
  return folderOf(
    new Map<string, Uint8Array | Pieces | string>([
      ...before,
      ['after.safetensors', after],
      ['x.npy', encodeNpy({ shape: [count, ...parts.model.inputShape], data: x })],
      ['labels.npy', encodeNpy({ shape: [count], data: Float32Array.from(labels) })],
      ['batches.npy', encodeNpy({ shape: [STEPS, BATCH], data: all })],
      ['optimizer.json', JSON.stringify({ ...optimizer, ...others, learningRate })],
    ]),
  )
}

describe('PyTorch exports', () => {
  it('train on as they would here', () => {
    const pairs = NETWORKS.flatMap((model) => RECIPES.map((recipe) => ({ model, recipe })))
    const folders = pairs.map(({ model, recipe }) => writeCase(model, recipe))
    const found = answers.parse(runPython('check_pytorch_training.py', folders))
    const named = found.map((each, i) => ({
      network: pairs[i]?.model.name,
      optimizer: pairs[i]?.recipe.optimizer?.kind,
      ...each,
    }))
    console.log(JSON.stringify(named))
    expect(named.filter(({ difference }) => difference > 1e-4)).toEqual([])
    expect(named.filter(({ change }) => change < 1e-3)).toEqual([])
  })
})
