import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { labelSettingsSchema, type LabelCheck, type LabelDoubt } from '@shared/contract/label-check'
import type { Act } from '../../command'
import { fileFault } from '../../files'
import { followed } from '../../followed'
import { grouped, percent } from '../../format'
import { table } from '../../table'
import { numberOf, wholeNumber } from '../../values'

interface Options {
  readonly folds: number
  readonly epochs?: number
  readonly seed: number
  readonly list: number
  readonly out?: string
  readonly relabel?: number
  readonly setAside?: number
}

const { folds, epochs, seed } = labelSettingsSchema.shape

const HELP = `
Networks that did not see a picture say what it is: the pictures are dealt to folds, and one network for each fold is trained
on all the others (minutes; kept, so that the same check is answered at once). Listed are labels that they are confident
against, the least believable first. On sets with similar classes many of them are right: look before you correct.
--relabel and --set-aside take the first n of the list. The files stay as they are: corrections are a list of their own, part
of the recipes that are made from then on; convscope datasets relabel takes them back, convscope prove --labels shows what
they bring.`

/** Below this share of right answers the networks know too little of the set to judge it. */
const KNOWS = 0.5

function report({ classes, doubts, ...check }: LabelCheck, most: number): string {
  const name = (label: number): string => classes[label] ?? String(label)
  return [
    `${check.title}: ${grouped(check.count)} pictures, ${check.folds} folds, ${check.epochs} epochs of ${check.network}, seed ${check.seed}`,
    `out of sample ${percent(check.accuracy)} of the labels are given again; ${grouped(check.flagged)} labels are confidently of another class`,
    ...(check.accuracy < KNOWS
      ? ['The networks know too little of this set to judge it: more --epochs may help.']
      : []),
    '',
    table(
      [
        { title: 'picture' },
        { title: 'label' },
        { title: 'likely' },
        { title: 'p(label)', align: 'right' },
        { title: 'p(likely)', align: 'right' },
        { title: 'margin', align: 'right' },
        { title: '' },
      ],
      doubts
        .slice(0, most)
        .map(({ split, index, given, likely, pGiven, pLikely, margin, flagged }) => [
          `${split} ${index}`,
          name(given),
          name(likely),
          pGiven.toFixed(4),
          pLikely.toFixed(4),
          margin.toFixed(4),
          flagged ? '' : 'not flagged',
        ]),
    ),
  ].join('\n')
}

const ofHalf = (doubts: readonly LabelDoubt[], half: LabelDoubt['split']) =>
  doubts.filter(({ split }) => split === half)

/** The corrections of the first doubts: to their likely class, or out of the way. */
async function correct(id: string, doubts: readonly LabelDoubt[], options: Options) {
  const { changeAside, changeLabels } = await import('../../../engine/datasets')
  const { relabel = 0, setAside = 0 } = options
  if (relabel > 0) {
    const first = doubts.slice(0, relabel)
    const labels = (half: LabelDoubt['split']) =>
      ofHalf(first, half).map(({ index, likely }) => [index, likely] as const)
    await changeLabels(id, { labels: { train: labels('train'), test: labels('test') } })
  }
  if (setAside > 0) {
    const first = doubts.slice(0, setAside)
    const places = (half: LabelDoubt['split']) => ofHalf(first, half).map(({ index }) => index)
    await changeAside(id, { aside: { train: places('train'), test: places('test') } })
  }
  return [
    ...(relabel > 0 ? [`${grouped(Math.min(relabel, doubts.length))} labels corrected`] : []),
    ...(setAside > 0 ? [`${grouped(Math.min(setAside, doubts.length))} pictures set aside`] : []),
  ]
}

/** `convscope datasets labels`: labels that are likely to be wrong, by confident learning. */
export function registerLabels(group: Command, act: Act): void {
  group
    .command('labels <id>')
    .description('labels that are likely to be wrong, the least believable first')
    .option(
      '--folds <n>',
      'networks, each of which sees all parts but one',
      numberOf(folds.unwrap()),
      5,
    )
    .option(
      '--epochs <n>',
      'epochs of each (default: by the size of the set)',
      numberOf(epochs.unwrap()),
    )
    .option('--seed <n>', 'deals the pictures and starts the networks', numberOf(seed.unwrap()), 0)
    .option('--list <n>', 'how many to list', wholeNumber(0), 20)
    .option('--out <file>', 'write the list as JSON too')
    .option('--relabel <n>', 'let the first n count as their likely class', wholeNumber(1))
    .option('--set-aside <n>', 'set the first n aside', wholeNumber(1))
    .addHelpText('after', HELP)
    .action(
      act(async (context, id: string, options: Options) => {
        const { checkLabels } = await import('../../../engine/labels')
        const { folds: parts, epochs: rounds, seed: drawn, list, out } = options
        const check = await followed(context, (work) =>
          checkLabels(id, { folds: parts, epochs: rounds, seed: drawn }, work),
        )
        if (out !== undefined)
          await writeFile(out, `${JSON.stringify(check, null, 2)}\n`).catch((thrown: unknown) => {
            throw fileFault(thrown, out)
          })
        const done = await correct(id, check.doubts, options)
        context.output.result(check, () => [report(check, list), ...done].join('\n'))
      }),
    )
}
