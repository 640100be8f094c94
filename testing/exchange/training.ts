import { encodeNpy } from '../../src/engine/formats/npz/npy'
import { folderOf } from '../../src/engine/formats/testing/folders'
import type { Pieces } from '../../src/engine/formats/zip/pieces'
import type { Metadata } from '../../src/engine/formats/metadata'
import { EagerStepLoop } from '../../src/engine/training/eager-step-loop'
import { BATCH, indicesOf, partsOf } from '../../src/engine/training/testing/step-loops'
import { preset } from '../../src/shared/model/presets'
import type { RecipeInput } from '../../src/shared/model/recipe'
import type { ModelSpecInput } from '../../src/shared/model/spec'
import type { NamedArrays } from '../../src/shared/model/weights'
import { expect } from 'vitest'
import { z } from 'zod'
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
type TrainedRecipe = Omit<RecipeInput, 'model' | 'dataset'> & { readonly learningRate: number }
const RECIPES: readonly TrainedRecipe[] = [
  { optimizer: { kind: 'sgd', momentum: 0.9 }, learningRate: 0.01 },
  { optimizer: { kind: 'adam' }, learningRate: 0.001 },
]

type Files = ReadonlyMap<string, Uint8Array | Pieces>
/** Writes a network's files, with the one that holds the weights. */
export interface Written {
  /** What the tool's own training can't keep of a network is left out of it. */
  readonly kept?: (model: ModelSpecInput) => ModelSpecInput
  /** The network and optimizer that are only held to 2e-3, as `network, optimizer`. */
  readonly apart?: string
  readonly files: (metadata: Metadata, weights: NamedArrays) => Files | Promise<Files>
  readonly weights: string
  /** What the file of weights after the steps is called. */
  readonly after: string
  /** Recipes besides SGD and Adam that the tool's program knows. */
  readonly recipes?: readonly TrainedRecipe[]
}

/** An export before ten steps, and the weights behind them. */
async function writeCase(
  model: ModelSpecInput,
  recipe: TrainedRecipe,
  written: Written,
): Promise<string> {
  const { learningRate, optimizer, ...others } = recipe
  const parts = partsOf({ model, ...recipe })
  const { count, images, labels } = parts.train
  const metadata = { spec: parts.model.spec, classes: [], invert: false } as const
  const before = await written.files(metadata, parts.weights)
  const batches = Array.from({ length: STEPS }, (_, step) => indicesOf(step, count))
  const loop = new EagerStepLoop(parts)
  batches.forEach((indices, step) => loop.step({ indices, learningRate, step }))
  const after = (await written.files(metadata, loop.shownWeights())).get(written.weights) ?? ''
  loop.dispose()
  const x = Float32Array.from(images, (value) => value / 255)
  const all = Float32Array.from(batches.flatMap((indices) => [...indices]))
  return folderOf(
    new Map<string, Uint8Array | Pieces | string>([
      ...before,
      [written.after, after],
      ['x.npy', encodeNpy({ shape: [count, ...parts.model.inputShape], data: x })],
      ['labels.npy', encodeNpy({ shape: [count], data: Float32Array.from(labels) })],
      ['batches.npy', encodeNpy({ shape: [STEPS, BATCH], data: all })],
      ['optimizer.json', JSON.stringify({ ...optimizer, ...others, learningRate })],
    ]),
  )
}

/**
 * Expects a tool to have our weights, within 1e-4, after ten steps with each network and optimizer.
 * @param script the program of this folder that trains with the tool
 */
export async function expectSameTraining(script: string, written: Written): Promise<void> {
  const pairs = NETWORKS.map(written.kept ?? ((model) => model)).flatMap((model) =>
    [...RECIPES, ...(written.recipes ?? [])].map((recipe) => ({ model, recipe })),
  )
  const folders: string[] = []
  for (const { model, recipe } of pairs) folders.push(await writeCase(model, recipe, written))
  const found = answers.parse(runPython(script, folders))
  const named = found.map((each, i) => ({
    network: pairs[i]?.model.name,
    optimizer: pairs[i]?.recipe.optimizer?.kind,
    ...each,
  }))
  console.log(JSON.stringify(named))
  const most = ({ network, optimizer }: (typeof named)[number]): number =>
    [network, optimizer].join(', ') === written.apart ? 2e-3 : 1e-4
  expect(named.filter((each) => each.difference > most(each))).toEqual([])
  expect(named.filter(({ change }) => change < 1e-3)).toEqual([])
}
