/**
 * Compares the compiled step with the eager one, step by step from the same state: every preset
 * that trains here, every optimizer.
 */
import {
  compareSteps,
  OPTIMIZERS,
  partsOf,
  type StepDifferences,
} from '../src/engine/training/testing/step-loops'
import { preset, PRESET_IDS } from '../src/shared/model/presets'
import { OPTIMIZER_KINDS } from '../src/shared/recipe/optimizers'
import { thisMachine } from './lib/machine'
import { printReport, runBench, type Asked } from './lib/report'
import { markdownTable } from './lib/table'

const USAGE = `Usage: npm run bench -- graph-equality [--steps 100] [--json]
Takes about five minutes. Fails where a loss or a gradient differs by more than 1e-5 of its array's largest value.`
const OPTIONS = ['steps'] as const
const LIMIT = 1e-5

interface Row extends StepDifferences {
  readonly model: string
  readonly optimizer: string
}

function main(asked: Asked<(typeof OPTIONS)[number]>): Promise<void> {
  const steps = asked.count('steps', 100)
  const rows: Row[] = []
  for (const model of PRESET_IDS) {
    for (const optimizer of OPTIMIZER_KINDS) {
      rows.push({
        model,
        optimizer,
        ...compareSteps(partsOf({ model: preset(model), optimizer: OPTIMIZERS[optimizer] }), steps),
      })
      process.stderr.write(`${model} with ${optimizer}: done\n`)
    }
  }
  const table = markdownTable(
    ['model', 'optimizer', 'loss', 'gradients', 'weights and optimizer'],
    rows.map(({ model, optimizer, loss, gradients, state }) => [
      model,
      optimizer,
      ...[loss, gradients, state].map((value) => value.toExponential(1)),
    ]),
  )
  printReport(
    thisMachine(),
    [`${steps} steps, the largest difference between the compiled and the eager step:`, table],
    { steps, rows },
    asked.json,
  )
  if (rows.some(({ loss, gradients }) => loss > LIMIT || gradients > LIMIT)) process.exitCode = 1
  return Promise.resolve()
}

runBench(USAGE, OPTIONS, main)
