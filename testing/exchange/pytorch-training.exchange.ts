import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodePytorch } from '../../src/engine/formats/pytorch/encode'
import { encodeNpy } from '../../src/engine/formats/npz/npy'
import { temporaryFolder } from '../../src/engine/formats/testing/folders'
import { joined, type Pieces } from '../../src/engine/formats/zip/pieces'
import { EagerStepLoop } from '../../src/engine/training/eager-step-loop'
import { BATCH, indicesOf, partsOf } from '../../src/engine/training/testing/step-loops'
import { preset } from '../../src/shared/model/presets'
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
const OPTIMIZERS = [
  { kind: 'sgd', momentum: 0.9, learningRate: 0.01 },
  { kind: 'adam', learningRate: 0.001 },
] as const

/** An export before ten steps, and the weights behind them. */
async function writeCase(
  folder: string,
  model: ModelSpecInput,
  { learningRate, ...optimizer }: (typeof OPTIMIZERS)[number],
): Promise<void> {
  const parts = partsOf({ model, optimizer, learningRate })
  const { count, images, labels } = parts.train
  const metadata = { spec: parts.model.spec, classes: [], invert: false } as const
  const filesOf = (weights: NamedArrays): ReadonlyMap<string, Uint8Array | Pieces> =>
    encodePytorch(metadata, weights)
  const write = (name: string, contents: Uint8Array | Pieces | string): Promise<void> =>
    writeFile(
      join(folder, name),
      typeof contents === 'string' || contents instanceof Uint8Array ? contents : joined(contents),
    )
  for (const [name, contents] of filesOf(parts.weights)) await write(name, contents)
  const batches = Array.from({ length: STEPS }, (_, step) => indicesOf(step, count))
  const loop = new EagerStepLoop(parts)
  batches.forEach((indices, step) => loop.step({ indices, learningRate, step }))
  await write('after.safetensors', filesOf(loop.weights()).get('model.safetensors') ?? '')
  loop.dispose()
  const x = Float32Array.from(images, (value) => value / 255)
  await write('x.npy', encodeNpy({ shape: [count, ...parts.model.inputShape], data: x }))
  await write('labels.npy', encodeNpy({ shape: [count], data: Float32Array.from(labels) }))
  const all = Float32Array.from(batches.flatMap((indices) => [...indices]))
  await write('batches.npy', encodeNpy({ shape: [STEPS, BATCH], data: all }))
  await write('optimizer.json', JSON.stringify({ ...optimizer, learningRate }))
}

describe('PyTorch exports', () => {
  it('train on as they would here', async () => {
    const root = temporaryFolder()
    const pairs = NETWORKS.flatMap((model) => OPTIMIZERS.map((optimizer) => ({ model, optimizer })))
    const folders = pairs.map((_, i) => join(root, String(i)))
    for (const [i, { model, optimizer }] of pairs.entries()) {
      await mkdir(folders[i] ?? root)
      await writeCase(folders[i] ?? root, model, optimizer)
    }
    const found = answers.parse(runPython('check_pytorch_training.py', folders))
    const named = found.map((each, i) => ({
      network: pairs[i]?.model.name,
      optimizer: pairs[i]?.optimizer.kind,
      ...each,
    }))
    console.log(JSON.stringify(named))
    expect(named.filter(({ difference }) => difference > 1e-4)).toEqual([])
    expect(named.filter(({ change }) => change < 1e-3)).toEqual([])
  })
})
