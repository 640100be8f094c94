/**
 * `npm run test:exchange [-- --quick] [filter…]`: brings the tools that other people deploy with into a
 * Python environment in the cache (7 GB), and holds this project's files against them. `--quick` takes
 * fewer networks of each kind, for every change; the whole is for a change of formats or tools.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bringDataset } from './setup/dataset.mjs'
import { build } from './setup/lib/build.mjs'
import { mustExecute, which } from './setup/lib/command.mjs'
import { createContext } from './setup/lib/context.mjs'
import { SetupFailure } from './setup/lib/failure.mjs'
import { say } from './setup/lib/report.mjs'
import { bringSteps, steps, tellFailure } from './setup/lib/steps.mjs'
import { runVitest } from './setup/lib/vitest.mjs'

const ctx = createContext()
const args = process.argv.slice(2)
const quick = args.includes('--quick')
const filter = args.filter((arg) => arg !== '--quick')
const requirements = join(ctx.root, 'testing', 'exchange', 'requirements.txt')

/**
 * The environment of these very requirements. An interrupted installation is continued: pip skips
 * what is there.
 * @returns {Promise<string>} its Python
 */
async function environment() {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12)
  const folder = join(ctx.cache, 'exchange', wanted)
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const complete = join(folder, 'complete')
  if (existsSync(complete)) return python
  const system = ['python3', 'python'].find((name) => which(name))
  if (!system) throw new SetupFailure('the tools come by pip, and there is no python3')
  say('Installing PyTorch, TensorFlow, Keras and ONNX Runtime (about 3 GB to fetch) …')
  await mkdir(join(ctx.cache, 'exchange'), { recursive: true })
  await mustExecute(system, ['-m', 'venv', folder])
  const pip = [
    '-m',
    'pip',
    'install',
    '--no-cache-dir',
    '--disable-pip-version-check',
    '--retries',
    '10',
  ]
  await mustExecute(python, [...pip, '-r', requirements], { quiet: false })
  await writeFile(complete, '')
  return python
}

const test = (python) =>
  runVitest(ctx, ['--config=testing/exchange/vitest.config.ts', ...filter], {
    CONVSCOPE_EXCHANGE_PYTHON: python,
    ...(quick && { CONVSCOPE_EXCHANGE_QUICK: '1' }),
  })

async function run() {
  if (!(await bringSteps([steps.packages, steps.tensorflow], ctx))) return { passed: 0, failed: 1 }
  await build(ctx)
  await bringDataset(ctx)
  return test(await environment())
}

const { passed, failed } = await run().catch((error) => {
  tellFailure({ title: 'npm run test:exchange' }, error)
  return { passed: 0, failed: 1 }
})
process.exitCode = failed === 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed`)
