import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FindingEvent } from '@shared/contract/training'
import { changedRecipe } from '@shared/doctor/changed-recipe'
import { parseRecipe, type Recipe, type RecipeInput } from '@shared/model/recipe'
import { readEvents } from '../runs/run-folder'
import { uniforms } from '../runtime/random'
import { TrainingControl } from './control'
import { runTraining, type TrainingData } from './run-training'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convscope-doctor-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const [SIDE, CLASSES, COUNT] = [12, 4, 240]

/** Pictures of noise, one quarter of which is brighter: it tells the class. */
function quarters(seed: number, labelOf = (label: number, _draw: number): number => label) {
  const draw = uniforms(seed, 'split')
  const images = new Uint8Array(COUNT * SIDE * SIDE)
  const labels = new Uint8Array(COUNT)
  for (let n = 0; n < COUNT; n++) {
    const label = n % CLASSES
    labels[n] = labelOf(label, draw())
    for (let cell = 0; cell < SIDE * SIDE; cell++) {
      const [row, column] = [Math.floor(cell / SIDE), cell % SIDE]
      const quarter = 2 * Number(row >= SIDE / 2) + Number(column >= SIDE / 2)
      images[n * SIDE * SIDE + cell] = Math.floor((quarter === label ? 90 : 20) + 120 * draw())
    }
  }
  return { images, labels, count: COUNT }
}

const info = {
  title: 'Quarters',
  height: SIDE,
  width: SIDE,
  channels: 1,
  classes: ['a', 'b', 'c', 'd'],
}
const data: TrainingData = { info, train: quarters(1), test: quarters(2) }
const shuffled: TrainingData = {
  ...data,
  train: quarters(1, (_, draw) => Math.floor(draw * CLASSES)),
}

type Layers = RecipeInput['model']['layers']
const conv = (name: 'relu' | 'sigmoid' | 'tanh', norm = false): Layers => [
  { id: 'conv1', kind: 'conv2d', channels: 8, kernel: 3, padding: 1 },
  ...(norm ? ([{ id: 'norm1', kind: 'batchNorm' }] as const) : []),
  { id: 'act1', kind: 'activation', function: name },
  { id: 'pool1', kind: 'maxPool2d', window: 2 },
  { id: 'flatten', kind: 'flatten' },
  { id: 'dense1', kind: 'dense', units: 32 },
  { id: 'act2', kind: 'activation', function: name },
  { id: 'out', kind: 'dense', units: CLASSES },
]
const deep: Layers = [
  { id: 'flatten', kind: 'flatten' },
  ...Array.from({ length: 8 }, (_, i): Layers => [
    { id: `dense${i + 1}`, kind: 'dense', units: 32 },
    { id: `sigmoid${i + 1}`, kind: 'activation', function: 'sigmoid' },
  ]).flat(),
  { id: 'out', kind: 'dense', units: CLASSES },
]

const recipeOf = (layers: Layers, changes: Partial<RecipeInput> = {}): Recipe =>
  parseRecipe({
    model: { name: 'Net', input: { height: SIDE, width: SIDE, channels: 1 }, layers },
    dataset: 'quarters',
    learningRate: 0.05,
    batchSize: 12,
    epochs: 5,
    seed: 3,
    ...changes,
  })

async function train(recipe: Recipe, from = data, name = 'run'): Promise<readonly FindingEvent[]> {
  const quiet = { onEvent: () => undefined, onState: () => undefined }
  await runTraining({ folder: join(folder, name), recipe, ...quiet }, () =>
    Promise.resolve(from),
  ).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'diverged') throw error
  })
  return (await readEvents(join(folder, name))).filter((event) => event.type === 'finding')
}
const said = (findings: readonly FindingEvent[]): readonly string[] =>
  findings.map(({ rule, tone }) => `${rule} ${tone}`)

const adam = { optimizer: { kind: 'adam' } } as const
describe('the training doctor', () => {
  it.each<[string, readonly string[], Recipe, TrainingData?]>([
    [
      'a rate far too high',
      ['rate-too-high', 'dead-units', 'not-finite'],
      recipeOf(conv('relu'), { learningRate: 5 }),
    ],
    [
      'a rate that ends in infinity',
      ['not-finite', 'rate-too-high'],
      recipeOf(conv('relu'), { learningRate: 1000 }),
    ],
    [
      'weights that start at zero',
      ['zero-weights'],
      recipeOf(conv('relu'), { initializer: 'zeros' }),
    ],
    ['eight sigmoids', ['vanishing'], recipeOf(deep, { learningRate: 0.1 })],
    ['shuffled labels', ['labels'], recipeOf(conv('relu'), { learningRate: 0.02 }), shuffled],
    [
      'the numbers of another normalisation',
      ['input-range'],
      recipeOf(conv('relu'), { normalisation: { mean: [0], std: [1 / 255] } }),
    ],
    [
      'batch norm on one picture',
      ['batch-of-one'],
      recipeOf(conv('relu', true), { batchSize: 1, epochs: 1 }),
    ],
    ['weights that stand still', ['rate-too-low'], recipeOf(conv('relu'), { learningRate: 1e-9 })],
    [
      'a softmax in front of the loss',
      ['bad-logits'],
      recipeOf([...conv('relu'), { id: 'softmax', kind: 'softmax' }]),
    ],
  ])('names %s', async (_, rules, recipe, from = data) => {
    const findings = await train(recipe, from)
    const [first] = findings
    expect(rules).toContain(first?.rule)
    expect(first?.tone).toBe('warning')
    expect(JSON.stringify(first?.words)).toMatch(/\d/)
    expect(first?.epoch).toBeLessThanOrEqual(3)
  })

  it.each([
    ['ReLUs with SGD', recipeOf(conv('relu'))],
    ['ReLUs with Adam', recipeOf(conv('relu'), { ...adam, learningRate: 0.003 })],
    ['batch norm', recipeOf(conv('relu', true))],
    ['tanhs', recipeOf(conv('tanh'), { learningRate: 0.1 })],
    ['sigmoids with Adam', recipeOf(conv('sigmoid'), { ...adam, learningRate: 0.01 })],
  ])('has no warning for %s', async (_, recipe) => {
    const findings = await train(recipe)
    expect(findings.filter(({ tone }) => tone === 'warning')).toEqual([])
  })

  it('explains the plateau of sigmoids as what it is', async () => {
    const findings = await train(recipeOf(conv('sigmoid'), { learningRate: 0.9, epochs: 3 }))
    expect(said(findings)).toEqual(['plateau note'])
  })

  it('proposes a recipe that learns', async () => {
    const recipe = recipeOf(conv('relu'), { initializer: 'zeros', learningRate: 0.1 })
    const [finding] = await train(recipe)
    const changed = changedRecipe(recipe, finding?.change ?? {})
    expect(parseRecipe(changed)).toEqual(changed)
    expect(await train(changed, data, 'changed')).toEqual([])
    const epochs = (await readEvents(join(folder, 'changed'))).filter(
      (event) => event.type === 'epoch',
    )
    expect(epochs.at(-1)?.testAccuracy).toBeGreaterThan(0.8)
  })

  it('says the same, and measures the same, in a run that was stopped and resumed', async () => {
    const recipe = recipeOf(deep, { learningRate: 0.1 })
    await train(recipe, data, 'whole')
    const control = new TrainingControl()
    const quiet = { onEvent: () => undefined, onState: () => undefined }
    const load = () => Promise.resolve(data)
    const parts = join(folder, 'parts')
    const onStep = (step: number): void => {
      if (step === 31) control.request('stop')
    }
    await runTraining({ folder: parts, recipe, control, onStep, ...quiet }, load)
    await runTraining({ folder: parts, ...quiet }, load)
    const seen = async (name: string) =>
      (await readEvents(join(folder, name))).filter(
        ({ type }) => type === 'vitals' || type === 'finding',
      )
    expect(await seen('parts')).toEqual(await seen('whole'))
  })
})
