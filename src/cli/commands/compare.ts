import { CELLS, cellOf, type Comparison, type ComparisonCell } from '@shared/contract/comparison'
import type { RegisterCommand } from '../command'
import { followed } from '../followed'
import { grouped, percent } from '../format'
import { openModel } from '../model'
import { table } from '../table'
import { wholeNumber } from '../values'

interface Options {
  readonly dataset?: string
  readonly limitTest?: number
  /** `false` for --no-set-aside. */
  readonly setAside: boolean
  readonly list?: number
}

const HELP = `
McNemar's exact test looks at the pictures that only one of the two has right: p is how often two equally good models would
differ at least this much. With --json every picture is listed with its cell and both answers.`

const NAMES: Readonly<Record<ComparisonCell, string>> = {
  both: 'both right',
  onlyFirst: 'only the first right',
  onlySecond: 'only the second right',
  neither: 'neither right',
}

const share = (p: number): string => (p < 0.0001 ? p.toExponential(1) : p.toFixed(4))

/** Below this the models are said to differ, as a 95 % interval would. */
const LEVEL = 0.05

function print(found: Comparison, most: number): string {
  const { first, second, labels, positions, classes, title, p } = found
  const name = (side: Comparison['first'], at: number): string =>
    classes[side.predictions[at] ?? -1] ?? String(side.predictions[at])
  const rows = [...labels.keys()]
    .filter((at) => ['onlyFirst', 'onlySecond'].includes(cellOf(found, at)))
    .slice(0, most)
  return [
    `${title}: ${first.title} ${percent(first.accuracy)}, ${second.title} ${percent(second.accuracy)} of ${grouped(labels.length)} test pictures`,
    '',
    table(
      [{ title: '' }, { title: 'pictures', align: 'right' }],
      CELLS.map((cell) => [NAMES[cell], grouped(found[cell])]),
    ),
    '',
    p < LEVEL
      ? `They differ by more than chance explains: p = ${share(p)} (McNemar’s exact test).`
      : `They can’t be told apart on these pictures: p = ${share(p)} (McNemar’s exact test).`,
    ...(rows.length > 0
      ? [
          '',
          table(
            [
              { title: 'picture', align: 'right' },
              { title: 'class' },
              { title: 'first' },
              { title: 'second' },
            ],
            rows.map((at) => [
              String(positions[at]),
              classes[labels[at] ?? -1] ?? '',
              name(first, at),
              name(second, at),
            ]),
          ),
        ]
      : []),
  ].join('\n')
}

/** The comparison for programs: plain lists, one entry a picture. */
function document({ first, second, labels, positions, ...found }: Comparison) {
  const side = ({ title, accuracy }: Comparison['first']) => ({ title, accuracy })
  return {
    ...found,
    count: labels.length,
    first: side(first),
    second: side(second),
    pictures: Array.from(positions, (index, at) => ({
      index,
      label: labels[at],
      first: first.predictions[at],
      second: second.predictions[at],
      cell: cellOf({ labels, first, second }, at),
    })),
  }
}

/** `convscope compare`: two models on the same test pictures. */
export const compare: RegisterCommand = (program, act) => {
  program
    .command('compare <first> <second>')
    .description(
      'two models on the same test pictures: both right, either, neither, and McNemar’s p',
    )
    .option('--dataset <id>', 'data set (default: the one that the first was trained on)')
    .option('--limit-test <n>', 'only n test pictures, of every class its share', wholeNumber(1))
    .option('--no-set-aside', 'the test pictures that are set aside too')
    .option(
      '--list <n>',
      'how many pictures to list that only one has right (default: 20)',
      wholeNumber(0),
    )
    .addHelpText('after', HELP)
    .action(
      act(async (context, first: string, second: string, options: Options) => {
        const [one, other] = [
          await openModel(first, context.output),
          await openModel(second, context.output),
        ]
        const { compareModels } = await import('../../engine/evaluations/compare-models')
        const { setAside: leaveOut, list = 20, dataset, limitTest } = options
        const found = await followed(context, (work) =>
          compareModels(
            one,
            other,
            {
              leaveOut,
              ...(dataset !== undefined && { dataset }),
              ...(limitTest !== undefined && { limitTest }),
            },
            work,
          ),
        )
        context.output.result(document(found), () => print(found, list))
      }),
    )
}
