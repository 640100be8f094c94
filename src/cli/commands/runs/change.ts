import { z } from 'zod'
import type { RegisterCommand } from '../../command'
import { findRun, runIdOf } from '../../find-run'
import { valueOf } from '../../values'
import { runInEnglish } from './text'

const title = valueOf(z.string().trim().min(1).max(120))

/** `convscope runs rename|delete|restore`. */
export const registerChanges: RegisterCommand = (group, act) => {
  group
    .command('rename <run>')
    .argument('<title>', 'its new name', title)
    .description('give a run another name; its id and its folder stay')
    .action(
      act(async ({ output }, argument: string, name: string) => {
        const [{ readRun }, { writeTitle }] = await Promise.all([
          import('../../../engine/runs/run-folder'),
          import('../../../engine/runs/run-title'),
        ])
        const folder = await findRun(argument)
        await readRun(folder)
        await writeTitle(folder, name)
        const run = runInEnglish(await readRun(folder))
        output.result(run, () => `${run.id} is called “${run.title}”.`)
      }),
    )
  group
    .command('delete <run...>')
    .description('move runs to the trash; `runs restore` brings them back')
    .action(
      act(async ({ output }, names: readonly string[]) => {
        const { deleteModel } = await import('../../../engine/models')
        const deleted: string[] = []
        for (const name of names) {
          const id = await runIdOf(name)
          await deleteModel(`run:${id}`)
          deleted.push(id)
        }
        output.result({ deleted }, () =>
          [
            `In the trash: ${deleted.join(', ')}`,
            `To bring back: npx convscope runs restore ${deleted.join(' ')}`,
          ].join('\n'),
        )
      }),
    )
  group
    .command('restore <id...>')
    .description('bring deleted runs back from the trash')
    .action(
      act(async ({ output }, names: readonly string[]) => {
        const { restoreModel } = await import('../../../engine/models')
        const restored: string[] = []
        for (const name of names) {
          const id = name.replace(/^run:/, '')
          await restoreModel(`run:${id}`)
          restored.push(id)
        }
        output.result({ restored }, () => `Restored: ${restored.join(', ')}`)
      }),
    )
}
