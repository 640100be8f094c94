import type { AsidePlaces } from '../recipe/set-aside'
import type { ExamplePlace, Finding } from './dataset-check'

/** Groups in which findings are shown; leaks and conflicts are among the copies besides. */
export const FINDING_GROUPS = [
  'copies',
  'nearCopies',
  'leaks',
  'conflicts',
  'dark',
  'light',
  'blank',
  'blurred',
  'narrow',
  'sized',
] as const
export type FindingGroup = (typeof FINDING_GROUPS)[number]

export function isOfGroup(group: FindingGroup, finding: Finding): boolean {
  if (group !== 'leaks' && group !== 'conflicts') return finding.kind === group
  if (!('leak' in finding)) return false
  return group === 'leaks' ? finding.leak : finding.conflict
}

export const picturesOf = (finding: Finding): readonly ExamplePlace[] =>
  'picture' in finding ? [finding.picture] : finding.pictures

/**
 * Pictures that a data set is better without: of pictures that are alike all but one, and a test
 * picture is kept before a training picture, so that the test stays what it was. Where their labels
 * differ, all of them: nobody can tell which label is right. A flawed picture itself.
 */
export function redundantOf(finding: Finding): readonly ExamplePlace[] {
  const pictures = picturesOf(finding)
  if ('picture' in finding || finding.conflict) return pictures
  const kept = pictures.find(({ split }) => split === 'test') ?? pictures[0]
  return pictures.filter((each) => each !== kept)
}

/** Pictures by half, each once, ascending. */
export function placesOf(pictures: Iterable<ExamplePlace>): AsidePlaces {
  const places = { train: new Set<number>(), test: new Set<number>() }
  for (const { split, index } of pictures) places[split].add(index)
  const ascending = (positions: Set<number>): number[] => [...positions].sort((a, b) => a - b)
  return { train: ascending(places.train), test: ascending(places.test) }
}
