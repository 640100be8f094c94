import type { DatasetAnalysis } from '@shared/contract/datasets'
import { inEnglish } from '@shared/errors'
import { grouped } from '../../format'
import { table } from '../../table'

/** Files that the text names; the list that can be saved has all. */
const NAMED = 20

type Left = DatasetAnalysis['leftOut'][number]

/** What files hold, for people. */
export function analysisText(analysis: DatasetAnalysis): string {
  const { kind, found, taken, train, test, validation, split, testShare, seed } = analysis
  const own = validation === undefined ? '' : `, ${grouped(validation)} for validation`
  const { height, width, channels, fit, colours, sizes, notes, passedOver } = analysis
  const drawn = split === 'own' ? 'their own' : `drawn: ${testShare} for testing, seed ${seed}`
  const listed = sizes.listed
    .slice(0, 5)
    .map((size) => `${size.height}×${size.width} (${grouped(size.count)})`)
  const others = sizes.different - listed.length
  return [
    `${kind}: ${grouped(found)} found, ${grouped(taken)} taken, ${grouped(found - taken)} left out`,
    `split: ${grouped(train)} for training, ${grouped(test)} for testing${own}; ${drawn}`,
    `brought to ${height}×${width}×${channels} (${fit})`,
    `sizes: ${listed.join(', ')}${others > 0 ? ` and ${grouped(others)} others` : ''}`,
    `colour: ${grouped(colours.colour)} in colour, ${grouped(colours.grey)} grey`,
    ...(passedOver > 0 ? [`passed over: ${grouped(passedOver)} files of systems`] : []),
    ...notes.map(inEnglish),
    '',
    classTable(analysis),
    ...leftLines(analysis),
  ].join('\n')
}

const classTable = ({ classes }: DatasetAnalysis): string =>
  table(
    [
      { title: 'class' },
      { title: 'train', align: 'right' },
      { title: 'test', align: 'right' },
      { title: 'such as' },
    ],
    classes.map(({ name, train, test, examples }) => [
      name,
      grouped(train),
      grouped(test),
      examples.join(', '),
    ]),
  )

const lineOf = ({ path, reason, count }: Left): string =>
  `${path}${count > 1 ? ` (${grouped(count)} pictures)` : ''}: ${inEnglish(reason)}`

const everything = ({ leftOut, unreadable }: DatasetAnalysis): string[] => [
  ...unreadable.map(({ path, reason }) => `${path}: can not be read: ${inEnglish(reason)}`),
  ...leftOut.map(lineOf),
]

function leftLines(analysis: DatasetAnalysis): string[] {
  const lines = everything(analysis)
  if (lines.length === 0) return []
  const more = lines.length - NAMED
  return [
    '',
    'left out:',
    ...lines.slice(0, NAMED).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${grouped(more)} more; --list <file> writes them all`] : []),
  ]
}

/** All that is left out or can't be read, a line each. */
export const listText = (analysis: DatasetAnalysis): string =>
  everything(analysis)
    .map((line) => `${line}\n`)
    .join('')

/** The analysis for programs: its sentences as text, without pictures. */
export const englishAnalysis = ({ thumbnail: _, ...analysis }: DatasetAnalysis): unknown => ({
  ...analysis,
  classes: analysis.classes.map(({ thumbnails: _pixels, ...each }) => each),
  notes: analysis.notes.map(inEnglish),
  leftOut: analysis.leftOut.map((left) => ({ ...left, reason: inEnglish(left.reason) })),
  unreadable: analysis.unreadable.map((each) => ({ ...each, reason: inEnglish(each.reason) })),
})
