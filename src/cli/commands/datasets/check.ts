import type { Command } from 'commander'
import type { Act } from '../../command'
import { followed } from '../../followed'
import { checkReport } from './check-report'

interface Options {
  readonly all?: boolean
}

/** `convscope datasets check`: copies, leaks, pictures that show nothing, and how the classes are spread. */
export function registerCheck(group: Command, act: Act): void {
  group
    .command('check <id>')
    .description(
      'copies, leaks between training and test, unusable pictures, balance of the classes',
    )
    .option('--all', 'list every finding, not only the first ten of a kind')
    .action(
      act(async (context, id: string, { all = false }: Options) => {
        const { checkDataset } = await import('../../../engine/datasets/check')
        const check = await followed(context, (work) => checkDataset(id, work))
        context.output.result(check, () => checkReport(check, all ? Infinity : 10))
      }),
    )
}
