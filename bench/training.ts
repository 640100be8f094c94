/**
 * Training steps of this project against PyTorch, TensorFlow and JAX: one network, its first
 * weights, data, batch and recipe the same, every variant in a process of its own, by turns.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseAugment } from '../src/cli/augment'
import { gpus } from '../src/engine/runtime/gpu'
import { thisMachine } from './lib/machine'
import { CASE_IDS, CASES, isCaseId } from './training/cases'
import { chooseVariants, compare } from './training/compare'
import { writeExercise, type Device } from './training/exercise'
import { report } from './training/report'
import { merge, parseResult, type ModelResult, type Result } from './training/result'
import { findPython, installedTools } from './training/tools'
import { AUGMENTED, idOf, VARIANTS, type Variant } from './training/variants'

const USAGE = `Usage: npm run bench -- training [options]
  --models <ids>     ${CASE_IDS.join(', ')}; all without it
  --variants <ids>   ${VARIANTS.map(idOf).join(', ')}; all that are installed without it
  --rounds <n>       passes of every variant, by turns (9)
  --seconds <s>      length of a pass (1.5)
  --augment <list>   measures this project's step with augmentation too: flip,shift=0.1,rotate=10
  --device cpu|gpu   (cpu)
  --python <path>    the Python with the other tools; without it that of \`npm run bench -- setup\`
  --add <file>       merges an earlier --json result of this machine
  --json             one JSON document as the last line of the output`

/**
 * This project's worker is built into out/bench in a checkout, and is next to this file in a
 * bundle.
 */
const PROGRAMS = extname(__filename) === '.ts' ? join(__dirname, '..', 'out', 'bench') : __dirname

const say = (line: string): void => void process.stderr.write(`${line}\n`)

function readOptions() {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      models: text,
      variants: text,
      rounds: text,
      seconds: text,
      device: text,
      python: text,
      add: text,
      augment: text,
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  const models = values.models?.split(',') ?? [...CASE_IDS]
  const unknown = models.find((id) => !isCaseId(id))
  if (unknown !== undefined)
    throw new Error(`There is no model "${unknown}"; there are: ${CASE_IDS.join(', ')}.`)
  const positive = (name: 'rounds' | 'seconds', fallback: number): number => {
    const value = Number(values[name] ?? fallback)
    if (!(value > 0)) throw new Error(`--${name} takes a number above 0.`)
    return value
  }
  const asked = values.device ?? 'cpu'
  if (asked !== 'cpu' && asked !== 'gpu') throw new Error('--device takes cpu or gpu.')
  const device: Device = asked
  return {
    ...values,
    models: models.filter(isCaseId),
    rounds: positive('rounds', 9),
    seconds: positive('seconds', 1.5),
    device,
    augment: values.augment === undefined ? undefined : parseAugment(values.augment),
  }
}

/**
 * All tools get their fastest settings: TensorFlow leaves oneDNN off by itself where the processor
 * has no AVX-512.
 * @param scratch where torch.compile keeps what it has compiled, so that no run profits from an
 *   earlier one
 */
function commandOf(
  variant: Variant,
  exercise: string,
  python: string,
  device: Device,
  scratch: string,
) {
  const own = variant.tool === 'convscope'
  const program = own
    ? [process.execPath, join(PROGRAMS, 'training', 'convscope-worker.cjs')]
    : [python, join(__dirname, 'python', 'worker.py')]
  const gpu =
    device === 'gpu'
      ? { TF_FORCE_GPU_ALLOW_GROWTH: 'true', XLA_PYTHON_CLIENT_PREALLOCATE: 'false' }
      : { CUDA_VISIBLE_DEVICES: '' }
  const env = {
    TF_ENABLE_ONEDNN_OPTS: '1',
    ...process.env,
    ...gpu,
    TMPDIR: scratch,
    TORCHINDUCTOR_CACHE_DIR: join(scratch, 'inductor'),
  }
  return { command: [...program, exercise, variant.tool, variant.variant], env }
}

async function measure(options: ReturnType<typeof readOptions>, scratch: string): Promise<Result> {
  const { device, rounds, seconds, augment } = options
  const python = findPython(options.python)
  const versions = {
    convscope: 'this checkout',
    node: process.versions.node,
    ...installedTools(python),
  }
  const suited = VARIANTS.filter(({ devices }) => devices.includes(device))
  const chosen = chooseVariants(suited, options.variants)
  const variants = [...chosen, ...(augment ? [AUGMENTED] : [])].filter(({ name, tool }) => {
    if (tool in versions) return true
    say(`${name} is left out: ${python} has no ${tool} (npm run bench -- setup)`)
    return false
  })
  const models: ModelResult[] = []
  for (const model of options.models) {
    const { path, exercise } = writeExercise(
      join(scratch, model),
      CASES[model],
      device,
      cpus().length,
      augment,
    )
    const command = (variant: Variant) => commandOf(variant, path, python, device, scratch)
    models.push(
      await compare({
        model,
        case: CASES[model],
        exercise,
        variants,
        rounds,
        seconds,
        command,
        say,
      }),
    )
  }
  return {
    machine: thisMachine(device === 'gpu' ? (await gpus())[0]?.name : undefined),
    device,
    versions,
    models,
  }
}

async function main(): Promise<number> {
  let options: ReturnType<typeof readOptions>
  try {
    options = readOptions()
  } catch (thrown) {
    say(`${thrown instanceof Error ? thrown.message : String(thrown)}\n${USAGE}`)
    return 2
  }
  if (options.help) {
    console.log(USAGE)
    return 0
  }
  const scratch = mkdtempSync(join(tmpdir(), 'convscope-bench-'))
  try {
    const fresh = await measure(options, scratch)
    const result =
      options.add === undefined
        ? fresh
        : merge(fresh, parseResult(readFileSync(options.add, 'utf8')))
    console.log(report(result))
    if (options.json) console.log(JSON.stringify(result))
    return 0
  } catch (thrown) {
    say(thrown instanceof Error ? thrown.message : String(thrown))
    return 1
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

void main().then((status) => (process.exitCode = status))
