import type { Command } from 'commander'
import type { Act } from '../../command'
import { datasetInEnglish } from './follow'

/** `convscope datasets remove|restore`. */
export function registerRemove(group: Command, act: Act): void {
  group
    .command('remove <id>')
    .description('move an import to the trash, or what is cached of a set out of the way')
    .action(
      act(async ({ output }, id: string) => {
        const { removeDataset } = await import('../../../engine/datasets')
        await removeDataset(id)
        output.result({ removed: id }, () => `Removed: ${id}. To bring it back: datasets restore`)
      }),
    )
  group
    .command('restore <id>')
    .description('bring a removed data set back')
    .action(
      act(async ({ output }, id: string) => {
        const { restoreDataset } = await import('../../../engine/datasets')
        const info = datasetInEnglish(await restoreDataset(id))
        output.result(info, () => `${info.id}: ${info.state}`)
      }),
    )
}
