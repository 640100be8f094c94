import { Option, type Command } from 'commander'
import type { DatasetCheck } from '@shared/contract/dataset-check'
import {
  FINDING_GROUPS,
  isOfGroup,
  placesOf,
  redundantOf,
  type FindingGroup,
} from '@shared/contract/findings'
import { countAside } from '@shared/recipe/set-aside'
import type { Act } from '../../command'
import { followed } from '../../followed'
import { grouped } from '../../format'
import { leftText } from '../../set-aside'
import { checkReport } from './check-report'

interface Options {
  readonly all?: boolean
  readonly setAside?: readonly string[]
}

/** `nearCopies` → `near-copies`. */
const kebab = (group: FindingGroup): string =>
  group.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Pictures that the set is better without, of these kinds of findings. */
const redundant = ({ findings }: DatasetCheck, groups: readonly string[]) =>
  placesOf(
    findings
      .filter((found) =>
        FINDING_GROUPS.some((g) => groups.includes(kebab(g)) && isOfGroup(g, found)),
      )
      .flatMap(redundantOf),
  )

/** `convscope datasets check`: copies, leaks, pictures that show nothing, and how the classes are spread. */
export function registerCheck(group: Command, act: Act): void {
  group
    .command('check <id>')
    .description(
      'copies, leaks between training and test, unusable pictures, balance of the classes',
    )
    .option('--all', 'list every finding, not only the first ten of a kind')
    .addOption(
      new Option(
        '--set-aside <kinds...>',
        'leave out what these findings name: of alike pictures all but one, of those with different labels all',
      ).choices(FINDING_GROUPS.map(kebab)),
    )
    .action(
      act(async (context, id: string, { all = false, setAside = [] }: Options) => {
        const { checkDataset } = await import('../../../engine/datasets/check')
        const check = await followed(context, (work) => checkDataset(id, work))
        const report = (): string => checkReport(check, all ? Infinity : 10)
        if (setAside.length === 0) {
          context.output.result(check, report)
          return
        }
        const { changeAside } = await import('../../../engine/datasets')
        const { info, changed } = await changeAside(id, { aside: redundant(check, setAside) })
        context.output.result({ ...check, setAside: changed.aside }, () =>
          [
            report(),
            '',
            `${grouped(countAside(changed.aside))} newly set aside; ${leftText(info, info.setAside)}`,
          ].join('\n'),
        )
      }),
    )
}
