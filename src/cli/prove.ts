import { isOver, type RunInfo, type TrainEvent } from '@shared/contract/training'
import { AppError, inEnglish } from '@shared/errors'
import { SIDES, type ProofPlan, type Side } from '@shared/model/lint/proof-plan'
import { trainedBefore, type ProofRun, type SeedPair } from '@shared/model/lint/proof-runs'
import { outcomeOf } from '@shared/model/lint/verdict'
import type { TrainingControl } from '../engine/training/control'
import { clock } from '@shared/math/clock'
import type { Context } from './command'
import { grouped } from './format'
import { StatusLine } from './progress'
import { stopOnInterrupt } from './stop-on-interrupt'

/** A pair whose runs are named by their folders, which are kept among the runs. */
export type ProofPair = Omit<SeedPair, 'seconds'>

const statusOf = (event: TrainEvent, doing: string, epochs: number): string | undefined =>
  event.type === 'progress'
    ? `${doing}: epoch ${event.epoch}/${epochs}  step ${grouped(event.step)}  ${clock(event.etaSeconds)} left of this run`
    : undefined

/** What is trained with any seed, and how it is called. */
export interface PairPlan extends Pick<ProofPlan, 'recipe'> {
  readonly epochs: number
  /** Title of a run. */
  readonly title: (side: Side, seed: number) => string
  /** Names of the two sides. */
  readonly sides: readonly [string, string]
}

/** What the trainings of one proof share. */
interface Proving {
  readonly context: Context
  readonly plan: PairPlan
  readonly count: number
  readonly control: TrainingControl
  readonly line: StatusLine
  /** The finished runs from before this proof. */
  readonly earlier: readonly RunInfo[]
}

/**
 * Trains both sides of a plan, pair after pair with the seeds 0, 1, 2 …. Each run
 * is kept among the runs, and a run that is already there is not trained again.
 * @param onPair called after each pair with all pairs so far
 * @throws AppError `cancelled` after Ctrl-C, with the number of complete pairs
 */
export async function trainPairs(
  context: Context,
  plan: PairPlan,
  count: number,
  onPair: (pairs: readonly ProofPair[]) => void,
): Promise<readonly ProofPair[]> {
  const [{ TrainingControl }, { listRuns }] = await Promise.all([
    import('../engine/training/control'),
    import('../engine/runs/run-folder'),
  ])
  const earlier = (await listRuns()).flatMap(({ info }) => (info && isOver(info) ? [info] : []))
  const control = new TrainingControl()
  const line = new StatusLine(context.terminal.stderr)
  const release = stopOnInterrupt(context, control, () => line.clear(), 'Stopping after this step.')
  const proving = { context, plan, count, control, line, earlier }
  const pairs: ProofPair[] = []
  try {
    while (pairs.length < count) {
      const seed = pairs.length
      const drawn = await runOf(proving, SIDES[0], seed)
      const fixed = await runOf(proving, SIDES[1], seed)
      pairs.push({ seed, drawn, fixed })
      line.clear()
      onPair(pairs)
    }
    return pairs
  } finally {
    line.clear()
    release()
  }
}

/** The run of one network with one seed: an earlier one, or a new one. */
async function runOf(proving: Proving, side: Side, seed: number): Promise<ProofRun> {
  const { context, plan, count, line, earlier } = proving
  const { newRunId, readRun, runFolderOf } = await import('../engine/runs/run-folder')
  const doing = `pair ${seed + 1} of ${count}, ${plan.sides[SIDES.indexOf(side)]}`
  const known = trainedBefore(plan, side, seed, earlier)
  if (known) {
    context.output.note(`${doing}: already trained`)
    return { ...known, run: runFolderOf(known.run) }
  }
  const folder = runFolderOf(newRunId(plan.recipe(side, seed), new Date()))
  line.show(`${doing} …`)
  try {
    await train(proving, side, seed, folder, doing)
  } catch (thrown) {
    // A training that diverged is an outcome too: its network loses the comparison.
    if (AppError.from(thrown).code !== 'diverged') throw thrown
  }
  return { run: folder, ...outcomeOf(await readRun(folder)) }
}

async function train(
  { context, plan, count, control, line }: Proving,
  side: Side,
  seed: number,
  folder: string,
  doing: string,
): Promise<void> {
  const { runTraining } = await import('../engine/training/run-training')
  const outcome = await runTraining({
    folder,
    recipe: plan.recipe(side, seed),
    title: plan.title(side, seed),
    control,
    liveSeconds: 1,
    onUsed: (parts) => {
      // All trainings of a proof use the same pictures.
      if (seed === 0 && side === SIDES[0])
        parts.forEach((part) => context.output.note(inEnglish(part)))
    },
    onEvent: (event) => {
      const status = statusOf(event, doing, plan.epochs)
      if (status !== undefined) line.show(status)
    },
    onState: () => undefined,
  })
  if (outcome !== 'finished')
    throw new AppError(
      'cancelled',
      `Stopped in pair ${seed + 1} of ${count}; the finished trainings are among the runs.`,
      { pairs: seed },
    )
}
