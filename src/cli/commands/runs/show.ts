import type { EpochEvent } from '@shared/contract/training'
import type { RegisterCommand } from '../../command'
import { findRun } from '../../find-run'
import { grouped, metric } from '../../format'
import { table } from '../../table'
import { lossText, runInEnglish, shareText, type RunInEnglish } from './text'

const facts = (run: RunInEnglish): readonly string[] => [
  `${run.title} (${run.id})`,
  `${run.recipe.model.name} on ${run.recipe.dataset}; ${run.state}, ${run.epochsDone} of ${run.recipe.epochs} epochs, ${grouped(run.stepsDone)} steps`,
  ...(run.tags ? [`tags: ${run.tags.join(', ')}`] : []),
  ...(run.note ? ['', run.note] : []),
  ...(run.problem === undefined ? [] : ['', run.problem]),
]

/** What epochs are measured on: a validation part where the recipe has one, else the test part. */
function epochsTable(epochs: readonly EpochEvent[]): string {
  const on = epochs.some(({ validationLoss }) => validationLoss !== undefined)
    ? 'validation'
    : 'test'
  const titles = ['epoch', 'step', 'train loss', 'train accuracy', `${on} loss`, `${on} accuracy`]
  return table(
    titles.map((title) => ({ title, align: 'right' as const })),
    epochs.map((event) => [
      String(event.epoch),
      grouped(event.step),
      metric(event.trainLoss),
      shareText(event.trainAccuracy),
      lossText(on === 'validation' ? event.validationLoss : event.testLoss),
      shareText(on === 'validation' ? event.validationAccuracy : event.testAccuracy),
    ]),
  )
}

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
