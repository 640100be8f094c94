import type { Command } from 'commander'
import { AppError } from '@shared/errors'
import { countAside, NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'
import type { Act } from '../../command'
import { grouped } from '../../format'
import { leftText, parsePositions } from '../../set-aside'

interface Options {
  readonly train?: readonly number[]
  readonly test?: readonly number[]
  readonly putBack?: boolean
  readonly list?: boolean
}

const HELP = `
The files of the data set are never changed: what is set aside is a list of its own. Trainings and evaluations that begin
later leave these pictures out; recipes and runs carry the list that they were begun with. Copies and leaks are set aside
with: convscope datasets check <id> --set-aside leaks`

const lines = ({ train, test }: AsidePlaces): string[] => [
  ...(train.length > 0 ? [`train: ${train.join(',')}`] : []),
  ...(test.length > 0 ? [`test: ${test.join(',')}`] : []),
]

/** `convscope datasets set-aside`: pictures that are used for nothing. */
export function registerSetAside(group: Command, act: Act): void {
  group
    .command('set-aside <id>')
    .description('leave pictures out of training and testing, or put them back')
    .option('--train <positions>', 'training pictures, such as 13360,58762,100-120', parsePositions)
    .option('--test <positions>', 'test pictures', parsePositions)
    .option('--put-back', 'put these pictures back; all of them where none is named')
    .option('--list', 'say which are set aside')
    .addHelpText('after', HELP)
    .action(
      act(async ({ output }, id: string, options: Options) => {
        const { train = [], test = [], putBack = false, list = false } = options
        const { changeAside, datasetInfo } = await import('../../../engine/datasets')
        const places = { train, test }
        const named = countAside(places) > 0
        if (!named && !putBack && !list)
          throw new AppError(
            'invalid-argument',
            'Name pictures with --train or --test, or give --put-back or --list.',
          )
        const back = named ? places : ((await datasetInfo(id)).setAside ?? NONE_ASIDE)
        const change = putBack ? { back } : { aside: places }
        const { info, changed } = await changeAside(id, named || putBack ? change : {})
        const { train: inTrain, test: inTest } = info.setAside ?? NONE_ASIDE
        const now = { train: inTrain, test: inTest }
        const done = countAside(putBack ? changed.back : changed.aside)
        output.result({ id, train: info.train, test: info.test, setAside: now, changed }, () =>
          [
            ...(named || putBack
              ? [`${grouped(done)} ${putBack ? 'put back' : 'newly set aside'}`]
              : []),
            `${id}: ${leftText(info, now)}`,
            ...(list ? lines(now) : []),
          ].join('\n'),
        )
      }),
    )
}
