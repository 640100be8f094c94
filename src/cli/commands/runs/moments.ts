import type { MomentScores } from '@shared/contract/moments'
import { z } from 'zod'
import type { RegisterCommand } from '../../command'
import { findRun, runIdOf } from '../../find-run'
import { followed } from '../../followed'
import { bytes, grouped, percent } from '../../format'
import { table } from '../../table'
import { valueOf, wholeNumber } from '../../values'
import { runInEnglish } from './text'

/** The scores of each step: accuracy, loss and [true][predicted] counts. */
const byStep = ({ steps, accuracies, losses, confusion, classes }: MomentScores) =>
  new Map(
    Array.from(steps, (step, n) => {
      const size = classes.length
      const matrix = classes.map((_, row) => [
        ...confusion.subarray((n * size + row) * size, (n * size + row + 1) * size),
      ])
      return [step, { accuracy: accuracies[n] ?? NaN, loss: losses[n] ?? NaN, matrix }] as const
    }),
  )

/** `convscope runs moments|copy`: the time machine. */
export const registerMoments: RegisterCommand = (group, act) => {
  group
    .command('moments <run>')
    .description('the steps of a run that can be gone back to: `run:<id>@<step>` as a model')
    .option('--evaluate', 'accuracy, loss and confusion matrix of each, as its epochs are measured')
    .action(
      act(async (context, argument: string, { evaluate = false }: { evaluate?: boolean }) => {
        const [{ readRunFile }, { momentsOf }, { momentBytes, MOMENTS_BYTES }, scores] =
          await Promise.all([
            import('../../../engine/runs/run-folder'),
            import('../../../engine/runs/time'),
            import('../../../engine/runs/moments'),
            import('../../../engine/moments/scores'),
          ])
        const folder = await findRun(argument)
        const moments = await momentsOf(folder, await readRunFile(folder))
        const used = await momentBytes(folder)
        const measured = evaluate
          ? await runIdOf(argument).then((id) =>
              followed(context, (work) => scores.measureMoments(id, work)),
            )
          : undefined
        const known = measured && byStep(measured)
        const rows = moments.map((moment) => ({ ...moment, ...known?.get(moment.step) }))
        const document = {
          ...{ folder, bytes: used, budget: MOMENTS_BYTES, moments: rows },
          ...(measured && { classes: measured.classes, dataset: measured.dataset }),
        }
        context.output.result(document, () =>
          [
            table(
              ['step', 'epoch', 'continues exactly', ...(known ? ['accuracy', 'loss'] : [])].map(
                (title) => ({ title, align: 'right' as const }),
              ),
              rows.map(({ step, epoch, exact, accuracy, loss }) => [
                grouped(step),
                epoch === undefined ? '' : String(epoch),
                exact ? 'yes' : 'no',
                ...(accuracy === undefined || loss === undefined
                  ? []
                  : [percent(accuracy), loss.toFixed(4)]),
              ]),
            ),
            '',
            `Complete moments take ${bytes(used)} of at most ${bytes(MOMENTS_BYTES)}.`,
          ].join('\n'),
        )
      }),
    )
  group
    .command('copy <run>')
    .description('a new run that stands where this one stood; `resume` continues it')
    .requiredOption('--at <step>', 'step, as `runs moments` lists it', wholeNumber(0))
    .option(
      '--title <title>',
      'what to call it (default: that of the run, with the step)',
      valueOf(z.string().trim().min(1).max(120)),
    )
    .action(
      act(async ({ output }, argument: string, { at, title }: { at: number; title?: string }) => {
        const [{ copyRunAt }, { readRun, runFolderOf }] = await Promise.all([
          import('../../../engine/runs/copy-at'),
          import('../../../engine/runs/run-folder'),
        ])
        const id = await copyRunAt(await findRun(argument), at, title)
        const run = runInEnglish(await readRun(runFolderOf(id)))
        output.result(
          run,
          () => `${id} stands at step ${at}. To continue: npx convscope resume ${id}`,
        )
      }),
    )
}
