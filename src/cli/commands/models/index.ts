import { modelRefSchema } from '@shared/contract/models'
import { inEnglish } from '@shared/errors'
import { z } from 'zod'
import type { RegisterCommand } from '../../command'
import { grouped, percent } from '../../format'
import { table } from '../../table'
import { valueOf } from '../../values'
import { registerPrepare } from './prepare'

const title = valueOf(z.string().trim().min(1).max(120))
const ref = valueOf(modelRefSchema)

/** `convscope models`: every model of this machine; the user's own can be changed. */
export const models: RegisterCommand = (program, act) => {
  const group = program
    .command('models')
    .description('list, rename, prepare, delete and restore models')
  group
    .command('list')
    .description('every model: bundled, trained, imported, saved networks and presets')
    .action(
      act(async ({ output }) => {
        const { listModels } = await import('../../../engine/models')
        const all = (await listModels()).map(({ problem, tooLarge, ...entry }) => ({
          ...entry,
          ...(problem === undefined ? {} : { problem: inEnglish(problem) }),
          ...(tooLarge === undefined ? {} : { tooLarge: inEnglish(tooLarge) }),
        }))
        output.result({ models: all }, () =>
          table(
            [
              { title: 'model' },
              { title: 'title' },
              { title: 'parameters', align: 'right' },
              { title: 'test accuracy', align: 'right' },
              { title: 'fault' },
            ],
            all.map((entry) => [
              entry.ref,
              entry.title,
              grouped(entry.parameters),
              entry.testAccuracy === undefined ? '' : percent(entry.testAccuracy),
              entry.problem ?? entry.tooLarge ?? '',
            ]),
          ),
        )
      }),
    )
  group
    .command('rename')
    .argument('<model>', 'as `models list` names it', ref)
    .argument('<title>', 'its new name', title)
    .description('give a run, an imported model or a saved network another name')
    .action(
      act(async ({ output }, model: string, name: string) => {
        const { renameModel } = await import('../../../engine/models')
        const entry = await renameModel(model, name)
        output.result(entry, () => `${entry.ref} is called “${entry.title}”.`)
      }),
    )
  group
    .command('delete')
    .argument('<model>', 'as `models list` names it', ref)
    .description('move a run, an imported model or a saved network to the trash')
    .action(
      act(async ({ output }, model: string) => {
        const { deleteModel } = await import('../../../engine/models')
        await deleteModel(model)
        output.result({ deleted: model }, () => `In the trash: ${model}`)
      }),
    )
  group
    .command('restore')
    .argument('<model>', 'as it was named before', ref)
    .description('bring a deleted model back from the trash')
    .action(
      act(async ({ output }, model: string) => {
        const { restoreModel } = await import('../../../engine/models')
        const entry = await restoreModel(model)
        output.result(entry, () => `Restored: ${entry.ref}`)
      }),
    )
  registerPrepare(group, act)
}
