import {
  FLAWS,
  type Copies,
  type DatasetCheck,
  type ExamplePlace,
  type Finding,
  type Flaw,
  type FlawFinding,
  type NearCopies,
} from '@shared/contract/dataset-check'
import { grouped, percent } from '../../format'
import { table } from '../../table'

/** A group of copies is named by its first pictures. */
const NAMED = 4

/** What the value of a flaw is. */
const VALUES: Readonly<Record<Flaw, string>> = {
  dark: '99 % of its pixels are darker than',
  light: '95 % of its pixels are lighter than',
  blank: 'standard deviation of its brightness',
  blurred: 'sharpness, as a share of the median,',
  narrow: 'shorter side, as a share of the longer one,',
  sized: 'side, times longer or shorter than the median,',
}

const isShape = (kind: Flaw): boolean => kind === 'narrow' || kind === 'sized'

const plural = (count: number, one: string, many: string): string =>
  `${count === 0 ? 'no' : grouped(count)} ${count === 1 ? one : many}`

/** How many of some groups are in both halves, and how many have different labels. */
function consequences(groups: readonly { leak: boolean; conflict: boolean }[]): string {
  const leaks = groups.filter(({ leak }) => leak).length
  const conflicts = groups.filter(({ conflict }) => conflict).length
  if (groups.length === 0) return ''
  return `; ${grouped(leaks)} in both halves, ${grouped(conflicts)} with different labels`
}

function summary({
  train,
  test,
  classes,
  balance,
  findings,
  usual,
  sizesKnown,
}: DatasetCheck): string[] {
  const copies = findings.filter((found): found is Copies => found.kind === 'copies')
  const near = findings.filter((found): found is NearCopies => found.kind === 'nearCopies')
  const flaws = FLAWS.filter((kind) => sizesKnown || !isShape(kind)).map((kind) => {
    const share = usual.find((made) => made.kind === kind)?.share
    const count = findings.filter((found) => found.kind === kind).length
    return share === undefined
      ? `${kind}: ${plural(count, 'picture', 'pictures')}`
      : `${kind}: ${percent(share)} of the pictures; the set is made so`
  })
  return [
    `${grouped(train)} training and ${grouped(test)} test pictures, ${classes.length} classes`,
    `balance: ${grouped(balance.smallest)} to ${grouped(balance.largest)} pictures a class${balance.unbalanced ? '; unbalanced' : ''}`,
    `copies: ${plural(copies.length, 'group', 'groups')} of pictures with the same pixels${consequences(copies)}`,
    `near copies: ${plural(near.length, 'pair', 'pairs')}${consequences(near)}`,
    ...flaws,
    ...(sizesKnown
      ? []
      : ['odd shapes: unknown; an earlier version imported the set. Import it again']),
  ]
}

function evidence(found: Finding): string {
  if (found.kind === 'copies') return ''
  if (found.kind !== 'nearCopies')
    return `${VALUES[found.kind]} ${found.value.toFixed(3)} (limit ${found.limit})${found.was ? `; it was ${found.was.join('×')}` : ''}`
  const { difference, mirrored, dy, dx } = found
  const moved = dy === 0 && dx === 0 ? '' : `, shifted by ${dy}, ${dx}`
  return `differs by ${difference.toFixed(4)}${mirrored ? ', mirrored' : ''}${moved}`
}

const isFlaw = (found: Finding): found is FlawFinding => 'picture' in found

/** What was found, kind by kind, each with its evidence. @param most findings listed of a kind */
export function checkReport(check: DatasetCheck, most: number): string {
  const { classes, findings } = check
  const name = ({ split, index, label }: ExamplePlace): string =>
    `${split} ${index} (${classes[label] ?? label})`
  const pictures = (found: Finding): string => {
    const all = isFlaw(found) ? [found.picture] : found.pictures
    const more = all.length > NAMED ? `, and ${grouped(all.length - NAMED)} more` : ''
    return all.slice(0, NAMED).map(name).join(', ') + more
  }
  const counts = new Map<string, number>()
  const listed = findings.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= most
  })
  if (listed.length === 0) return summary(check).join('\n')
  const rows = listed.map((found) => [
    found.kind === 'nearCopies' ? 'near copies' : found.kind,
    pictures(found),
    evidence(found),
  ])
  const left = findings.length - listed.length
  return [
    ...summary(check),
    '',
    table([{ title: 'kind' }, { title: 'pictures' }, { title: 'evidence' }], rows),
    ...(left > 0 ? ['', `${grouped(left)} more with --all`] : []),
  ].join('\n')
}
