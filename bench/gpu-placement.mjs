/**
 * Which operations of a training step TensorFlow can run on a GPU, by its list of kernels. An
 * operation without a GPU kernel runs on the processor, and its data is copied to it and back at
 * every step.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { bringLibtensorflow } from '../scripts/setup/lib/libtensorflow.mjs'
import { createContext } from '../scripts/setup/lib/context.mjs'
import { variantFolder } from '../scripts/setup/lib/variant.mjs'
import { gpuKernels } from './gpu/kernels.mjs'
import { stepNodes } from './gpu/step-graphs'
import { markdownTable } from './lib/table'
import { CASE_IDS, CASES } from './training/cases'

const USAGE = `Usage: npm run bench -- gpu-placement [--json]
Needs no GPU, but the CUDA libtensorflow, which it brings (3.5 GB, kept in the cache). Linux x64.`

async function main() {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) return console.log(USAGE)
  const ctx = createContext({ variant: 'cuda' })
  await bringLibtensorflow(ctx, 'cuda')
  const canRunOnGpu = gpuKernels(join(variantFolder(ctx, 'cuda'), 'tensorflow'))
  const models = CASE_IDS.map((model) => {
    const nodes = stepNodes(model).filter(({ op }) => op !== 'Const')
    return {
      model,
      operations: nodes.length,
      onProcessor: nodes.filter((node) => !canRunOnGpu(node)).map(({ op }) => op),
    }
  })
  const rows = models.map(({ model, operations, onProcessor }) => [
    CASES[model].title,
    String(operations),
    onProcessor.join(', ') || 'none',
  ])
  console.log(markdownTable(['training step', 'operations', 'on the processor'], rows))
  if (values.json) console.log(JSON.stringify({ models }))
  if (models.some(({ onProcessor }) => onProcessor.length > 0)) process.exitCode = 1
}

await main()
