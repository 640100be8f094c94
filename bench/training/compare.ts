import { rounded } from '../lib/statistics'
import type { Case } from './cases'
import type { Exercise } from './exercise'
import { ratios, variantResult, type ModelResult } from './result'
import { idOf, type Variant } from './variants'
import { WorkerProcess } from './worker-process'

export interface CompareOptions {
  readonly model: string
  readonly case: Case
  readonly exercise: Exercise
  /** The installed variants. */
  readonly variants: readonly Variant[]
  readonly rounds: number
  /** About how long a pass takes. */
  readonly seconds: number
  readonly command: (variant: Variant) => {
    readonly command: readonly string[]
    readonly env: NodeJS.ProcessEnv
  }
  readonly say: (line: string) => void
}

interface Runner {
  readonly variant: Variant
  readonly worker: WorkerProcess
  readonly firstStepSeconds: number
  readonly losses: readonly number[]
  steps: number
  readonly rates: number[]
}

/**
 * The first loss checks weights, data and forward pass; the later ones check gradients and the
 * optimizer, whose rounding grows.
 */
const CHECK_STEPS = 3
const TOLERANCE = [1e-4, 1e-3, 1e-3] as const
/** TensorFloat-32, which all tools use on a GPU that has it, keeps ten bits. */
const GPU_TOLERANCE = [1e-3, 5e-3, 2e-2] as const
const WARM_UP_SECONDS = 0.5

/** @throws Error naming the variant whose losses are not the others' */
function requireSameLosses(runners: readonly Runner[], device: Exercise['device']): void {
  const [reference, ...others] = runners
  for (const { variant, losses } of others) {
    losses.forEach((loss, step) => {
      const wanted = reference?.losses[step] ?? NaN
      const tolerance = (device === 'gpu' ? GPU_TOLERANCE : TOLERANCE)[step] ?? NaN
      if (!(Math.abs(loss - wanted) <= tolerance * Math.abs(wanted))) {
        throw new Error(
          `${variant.name} does not train the same: its loss at step ${step + 1} is ${loss}, that of ${reference?.variant.name ?? ''} ${wanted}. Nothing was timed.`,
        )
      }
    })
  }
}

/** Steps that fill about `seconds`, from a short run that also warms up. */
async function calibrate(worker: WorkerProcess, seconds: number): Promise<number> {
  const first = await worker.pass(2)
  const some = await worker.pass(
    Math.max(2, Math.ceil((WARM_UP_SECONDS * first.steps) / first.seconds)),
  )
  return Math.max(1, Math.round((seconds * some.steps) / some.seconds))
}

async function start(variant: Variant, { command, seconds, say }: CompareOptions): Promise<Runner> {
  const { command: words, env } = command(variant)
  const started = performance.now()
  const worker = new WorkerProcess(words, env)
  try {
    await worker.firstStep()
    const firstStepSeconds = rounded((performance.now() - started) / 1000, 3)
    const { losses } = await worker.check(CHECK_STEPS)
    const steps = await calibrate(worker, seconds)
    say(
      `  ${variant.name}: first step after ${firstStepSeconds} s, losses ${losses.map((loss) => loss.toFixed(5)).join(', ')}, ${steps} steps a pass`,
    )
    return { variant, worker, firstStepSeconds, losses, steps, rates: [] }
  } catch (thrown) {
    await worker.stop()
    throw thrown
  }
}

async function measureRounds(
  runners: readonly Runner[],
  rounds: number,
  batchSize: number,
  say: (line: string) => void,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    // Forward and backward, so that no variant always follows the same one.
    for (const runner of round % 2 ? [...runners].reverse() : runners) {
      const { seconds, steps } = await runner.worker.pass(runner.steps)
      runner.rates.push((steps * batchSize) / seconds)
    }
    say(`  round ${round + 1} of ${rounds}`)
  }
}

const taskOf = ({ recipe }: Case, { data, device }: Exercise): string => {
  const { optimizer, learningRate, batchSize } = recipe
  const name = { sgd: 'SGD', adam: 'Adam', adamw: 'AdamW', rmsprop: 'RMSProp' }[optimizer.kind]
  const momentum =
    'momentum' in optimizer && optimizer.momentum > 0 ? ` with momentum ${optimizer.momentum}` : ''
  return `${data.title}, batch ${batchSize}, ${name}${momentum} ${learningRate}, on the ${device.toUpperCase()}`
}

/**
 * Trains one network with every variant, each in a process of its own that stays alive, by turns;
 * before anything is timed, all must have the same losses.
 */
export async function compare(options: CompareOptions): Promise<ModelResult> {
  const { model, exercise, variants, rounds, say } = options
  const { recipe } = exercise
  say(`${options.case.title}: ${taskOf(options.case, exercise)}`)
  const left: { name: string; reason: string }[] = []
  const runners: Runner[] = []
  try {
    for (const variant of variants) {
      const unfit = variant.unfit?.(recipe)
      const leave = (reason: string): void => {
        left.push({ name: variant.name, reason })
        say(`  ${variant.name} is left out: ${reason}`)
      }
      if (unfit !== undefined) leave(unfit)
      else
        await start(variant, options).then(
          (runner) => runners.push(runner),
          (thrown: unknown) => leave(thrown instanceof Error ? thrown.message : String(thrown)),
        )
    }
    requireSameLosses(
      runners.filter(({ variant }) => !variant.changesPictures),
      exercise.device,
    )
    await measureRounds(runners, rounds, recipe.batchSize, say)
    const results = []
    for (const { variant, worker, rates, firstStepSeconds } of runners) {
      const { peakBytes, ownBytes } = await worker.memory()
      const megabytes = {
        peakMegabytes: Math.round(peakBytes / 1e6),
        ownMegabytes: ownBytes === null ? null : Math.round(ownBytes / 1e6),
      }
      results.push(variantResult(variant.name, rates, { firstStepSeconds, ...megabytes }))
    }
    return {
      model,
      title: options.case.title,
      task: taskOf(options.case, exercise),
      variants: results,
      ...ratios(results),
      left,
    }
  } finally {
    await Promise.all(runners.map(({ worker }) => worker.stop()))
  }
}

/** @throws Error for a name that no variant has */
export function chooseVariants(
  all: readonly Variant[],
  asked: string | undefined,
): readonly Variant[] {
  if (asked === undefined) return all
  return asked.split(',').map((id) => {
    const variant = all.find((each) => idOf(each) === id)
    if (!variant)
      throw new Error(`There is no variant "${id}"; there are: ${all.map(idOf).join(', ')}.`)
    return variant
  })
}
