import type { DatasetInfo } from '@shared/contract/datasets'
import type { Recipe } from '@shared/model/recipe'
import { countAside, NONE_ASIDE, type AsidePlaces } from '@shared/recipe/set-aside'
import { InvalidArgumentError } from 'commander'
import { grouped } from './format'
import { saysOfDataset } from './recipe-options'
import type { Output } from './terminal'

/** Positions of a range are written out, so it is bounded. */
const LONGEST_RANGE = 1_000_000

/** "13360,58762,100-120" → positions. */
export function parsePositions(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part) ?? []
    const length = Number(last) - Number(first) + 1
    if (first === undefined || length < 1 || length > LONGEST_RANGE)
      throw new InvalidArgumentError('Expected positions such as 13360,58762 or 100-120.')
    return Array.from({ length }, (_, i) => Number(first) + i)
  })
}

/** "59,988 of 60,000 training and 10,000 of 10,000 test pictures, 12 set aside". */
export function leftText(
  { train, test }: Pick<DatasetInfo, 'train' | 'test'>,
  aside: AsidePlaces = NONE_ASIDE,
): string {
  const left = (count: number, gone: readonly number[]): string =>
    `${grouped(count - gone.length)} of ${grouped(count)}`
  return `${left(train, aside.train)} training and ${left(test, aside.test)} test pictures, ${grouped(countAside(aside))} set aside`
}

interface Asked {
  /** `--set-aside`, `--no-set-aside`, or neither. */
  readonly setAside?: boolean
  readonly dataset?: string
}

/**
 * The recipe with the pictures that it leaves out: those set aside in its data set, unless it comes
 * from a file, which says so itself; options stand over both.
 * @param file content of the recipe file, or of a run.json
 */
export async function withSetAside(
  { setAside: own, ...recipe }: Recipe,
  { setAside: asked, dataset }: Asked,
  file: unknown,
  output: Output,
): Promise<Recipe> {
  if (asked === false) return recipe
  const { datasetInfo } = await import('../engine/datasets')
  const info = await datasetInfo(recipe.dataset)
  const isOfFile = saysOfDataset(file, dataset, recipe.dataset)
  const present = info.setAside
  if (asked === true || !isOfFile) {
    if (present) output.note(`${info.title}: ${leftText(info, present)}.`)
    return present ? { ...recipe, setAside: present } : recipe
  }
  if (!own && present)
    output.note(
      `${grouped(countAside(present))} pictures of ${info.title} are set aside, and the recipe uses them; --set-aside leaves them out.`,
    )
  return own ? { ...recipe, setAside: own } : recipe
}
