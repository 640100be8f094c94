import type { EpochEvent } from '@shared/contract/training'
import type { RegisterCommand } from '../../command'
import { findRun } from '../../find-run'
import { grouped, metric } from '../../format'
import { table } from '../../table'
import { runInEnglish, shareText, type RunInEnglish } from './text'

const number = { align: 'right' } as const

const facts = (run: RunInEnglish): readonly string[] => [
  `${run.title} (${run.id})`,
  `${run.recipe.model.name} on ${run.recipe.dataset}; ${run.state}, ${run.epochsDone} of ${run.recipe.epochs} epochs, ${grouped(run.stepsDone)} steps`,
  ...(run.tags ? [`tags: ${run.tags.join(', ')}`] : []),
  ...(run.note ? ['', run.note] : []),
  ...(run.problem === undefined ? [] : ['', run.problem]),
]

const epochsTable = (epochs: readonly EpochEvent[]): string =>
  table(
    [
      { title: 'epoch', ...number },
      { title: 'step', ...number },
      { title: 'train loss', ...number },
      { title: 'train accuracy', ...number },
      { title: 'test loss', ...number },
      { title: 'test accuracy', ...number },
    ],
    epochs.map(({ epoch, step, trainLoss, trainAccuracy, testLoss, testAccuracy }) => [
      String(epoch),
      grouped(step),
      metric(trainLoss),
      shareText(trainAccuracy),
      metric(testLoss),
      shareText(testAccuracy),
    ]),
  )

/** `convscope runs show`: one run with its recipe and its epochs. */
export const registerShow: RegisterCommand = (group, act) => {
  group
    .command('show <run>')
    .description('a run: state, recipe, epochs, tags and note')
    .action(
      act(async ({ output }, argument: string) => {
        const { readEvents, readRun } = await import('../../../engine/runs/run-folder')
        const folder = await findRun(argument)
        const run = runInEnglish(await readRun(folder))
        const epochs = (await readEvents(folder)).filter((event) => event.type === 'epoch')
        output.result({ ...run, folder, epochs }, () =>
          [
            ...facts(run),
            '',
            epochsTable(epochs),
            '',
            `recipe: ${JSON.stringify({ ...run.recipe, model: run.recipe.model.name })}`,
            `folder: ${folder}`,
          ].join('\n'),
        )
      }),
    )
}
