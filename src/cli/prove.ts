import { isOver, type TrainEvent } from '@shared/contract/training'
import { AppError } from '@shared/errors'
import { PROOF } from '@shared/model/lint/proof'
import { SIDES, type ProofPlan, type Side } from '@shared/model/lint/proof-plan'
import { trainedBefore, type ProofRun, type SeedPair } from '@shared/model/lint/proof-runs'
import { outcomeOf } from '@shared/model/lint/verdict'
import { ENGLISH } from '@shared/model/words/english'
import { proofTitle } from '@shared/model/words/verdict-text'
import type { Context } from './command'
import { duration, grouped } from './format'
import { StatusLine } from './progress'
import { stopOnInterrupt } from './stop-on-interrupt'

/** A pair whose runs are told by their folders, which are kept among the runs. */
export type ProofPair = Omit<SeedPair, 'seconds'>

const statusOf = (event: TrainEvent, doing: string): string | undefined =>
  event.type === 'progress'
    ? `${doing}: epoch ${event.epoch}/${PROOF.epochs}  step ${grouped(event.step)}  ${duration(event.etaSeconds)} left of this run`
    : undefined

/**
 * Trains the network and its mended variant, pair after pair with the seeds 0, 1, 2 …; each run is
 * kept among the runs, and what is among them already is not trained again.
 * @param onPair called after each pair with all of them so far
 * @throws AppError `cancelled` after Ctrl-C: the pairs before are told, half a pair proves nothing
 */
export async function trainPairs(
  context: Context,
  plan: ProofPlan,
  count: number,
  onPair: (pairs: readonly ProofPair[]) => void,
): Promise<readonly ProofPair[]> {
  const [{ runTraining }, { TrainingControl }, { listRuns, newRunId, readRun, runFolderOf }] =
    await Promise.all([
      import('../engine/training/run-training'),
      import('../engine/training/control'),
      import('../engine/runs/run-folder'),
    ])
  const trainings = (await listRuns()).flatMap(({ info }) => (info && isOver(info) ? [info] : []))
  const control = new TrainingControl()
  const line = new StatusLine(context.terminal.stderr)
  const release = stopOnInterrupt(context, control, () => line.clear(), 'Stopping after this step.')

  async function train(side: Side, seed: number): Promise<ProofRun> {
    const doing = `pair ${seed + 1} of ${count}, ${ENGLISH.say(`verdict.columns.${side}`, {})}`
    const known = trainedBefore(plan, side, seed, trainings)
    if (known) {
      context.output.note(`${doing}: trained before`)
      return { ...known, run: runFolderOf(known.run) }
    }
    const recipe = plan.recipe(side, seed)
    const [folder, title] = [
      runFolderOf(newRunId(recipe, new Date())),
      proofTitle(ENGLISH, plan, side, seed),
    ]
    line.show(`${doing} …`)
    try {
      const onEvent = (event: TrainEvent): void => {
        const status = statusOf(event, doing)
        if (status !== undefined) line.show(status)
      }
      const outcome = await runTraining({
        folder,
        recipe,
        title,
        control,
        liveSeconds: 1,
        onEvent,
        onState: () => undefined,
      })
      if (outcome !== 'finished')
        throw new AppError(
          'cancelled',
          `Stopped in pair ${seed + 1} of ${count}; what was trained is among the runs.`,
          { pairs: seed },
        )
    } catch (thrown) {
      // A network that comes to no end has lost its proof.
      if (AppError.from(thrown).code !== 'diverged') throw thrown
    }
    return { run: folder, ...outcomeOf(await readRun(folder)) }
  }

  const pairs: ProofPair[] = []
  try {
    while (pairs.length < count) {
      const seed = pairs.length
      const [drawn, mended] = [await train(SIDES[0], seed), await train(SIDES[1], seed)]
      pairs.push({ seed, drawn, mended })
      line.clear()
      onPair(pairs)
    }
    return pairs
  } finally {
    line.clear()
    release()
  }
}
