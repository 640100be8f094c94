/**
 * The cost of a session's call besides its step: whether several steps a call would be worthwhile.
 */
import { loadDataset } from '../src/engine/datasets'
import { DataType, Program, type TensorType } from '../src/engine/graph'
import { backend } from '../src/engine/runtime/tensorflow'
import { createStepLoop, prepareThreads } from '../src/engine/training/create-step-loop'
import { loopRecipe } from '../src/engine/training/loop-parts'
import { firstExamples } from '../src/engine/evaluate/device-split'
import { initialiseWeights } from '../src/engine/training/initialise'
import { preset } from '../src/shared/model/presets'
import { parseRecipe } from '../src/shared/model/recipe'
import { resolveModel } from '../src/shared/model/resolve'
import type { ModelSpec } from '../src/shared/model/spec'
import { thisMachine } from './lib/machine'
import { printReport, runBench, type Asked } from './lib/report'
import { median, rounded, timesOf } from './lib/statistics'
import { figure, markdownTable } from './lib/table'

const USAGE = `Usage: npm run bench -- calls [--repetitions 500] [--json]
Takes about half a minute.`
const OPTIONS = ['repetitions'] as const

/** The smallest network that learns anything: softmax regression. */
const SOFTMAX: ModelSpec = {
  name: 'softmax regression',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { id: 'flatten', kind: 'flatten' },
    { id: 'output', kind: 'dense', units: 10, bias: true },
  ],
}
const CASES = [
  { model: preset('lenet'), batchSize: 256 },
  { model: preset('lenet'), batchSize: 32 },
  { model: SOFTMAX, batchSize: 256 },
  { model: SOFTMAX, batchSize: 32 },
]

/** Milliseconds of a call that is fed and fetches what a step's does, and computes nothing. */
function emptyCall(repetitions: number, examples: number): number {
  const program = new Program()
  const scalar = (dtype: number): TensorType => ({ dtype, shape: [] })
  const inputs = {
    indices: { dtype: DataType.int32, shape: [examples] },
    step: scalar(DataType.int32),
    number0: scalar(DataType.float32),
  }
  program.define('nothing', inputs, ({ step, number0 }) => {
    if (!step || !number0) throw new Error('a function without its inputs')
    return { results: { loss: number0, correct: step } }
  })
  const session = program.start(backend().binding)
  const indices = new Int32Array(examples)
  const times = timesOf(
    repetitions,
    () =>
      void session.call('nothing', {
        indices,
        step: Int32Array.of(1),
        number0: Float32Array.of(0.1),
      }),
  )
  session.dispose()
  return median(times)
}

async function main(asked: Asked<(typeof OPTIONS)[number]>): Promise<void> {
  const repetitions = asked.count('repetitions', 500)
  prepareThreads(resolveModel(SOFTMAX), 'graph')
  const { train, test } = await loadDataset('fashion-mnist')
  const rows = CASES.map(({ model: spec, batchSize }) => {
    const model = resolveModel(spec)
    const recipe = parseRecipe({ model: spec, dataset: 'fashion-mnist', batchSize })
    const { loop } = createStepLoop(
      {
        model,
        recipe: loopRecipe(recipe, train, model.classes),
        weights: initialiseWeights(model, recipe),
        train,
        heldOut: firstExamples(test, 1000),
      },
      'graph',
    )
    const indices = Int32Array.from({ length: batchSize }, (_, i) => i)
    let step = 0
    const stepMs = median(
      timesOf(repetitions, () => void loop.step({ indices, learningRate: 0.01, step: step++ })),
    )
    loop.dispose()
    const callMs = emptyCall(repetitions, batchSize)
    return { model: spec.name, batchSize, stepMs: rounded(stepMs, 4), callMs: rounded(callMs, 4) }
  })
  const table = markdownTable(
    ['network', 'batch', 'step, ms', 'empty call, ms', 'share, %', 'steps in 50 ms'],
    rows.map(({ model, batchSize, stepMs, callMs }) => [
      model,
      String(batchSize),
      figure(stepMs, 3),
      figure(callMs, 3),
      figure((100 * callMs) / stepMs, 2),
      figure(50 / stepMs, 2),
    ]),
  )
  printReport(thisMachine(), [table], { rows }, asked.json)
}

runBench(USAGE, OPTIONS, main)
