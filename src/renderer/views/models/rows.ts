import type { ModelEntry } from '@shared/contract/models'
import { compareValues } from '@renderer/i18n/order'

export const COLUMNS = [
  'title',
  'origin',
  'parameters',
  'input',
  'dataset',
  'accuracy',
  'modified',
] as const
export type Column = (typeof COLUMNS)[number]
export type Origin = ModelEntry['origin']

export interface Sorting {
  readonly column: Column
  readonly descending: boolean
}

const keys: Readonly<Record<Column, (entry: ModelEntry) => string | number | undefined>> = {
  title: ({ title }) => title,
  origin: ({ origin }) => origin,
  parameters: ({ parameters }) => parameters,
  input: ({ inputShape }) => inputShape.reduce((product, n) => product * n, 1),
  dataset: ({ dataset }) => dataset,
  accuracy: ({ testAccuracy }) => testAccuracy,
  modified: ({ modified }) => modified,
}

/** What the builder holds is looked at, and is none of the models. */
export const isListed = ({ origin }: ModelEntry): boolean => origin !== 'draft'

/**
 * Entries whose title or data set holds the text, of one kind or of all, sorted; those without the
 * value come last.
 */
export function rowsOf(
  entries: readonly ModelEntry[],
  text: string,
  origin: Origin | 'all',
  { column, descending }: Sorting,
): readonly ModelEntry[] {
  const wanted = text.trim().toLocaleLowerCase()
  const key = keys[column]
  return entries
    .filter((entry) => origin === 'all' || entry.origin === origin)
    .filter(({ title, dataset = '' }) =>
      `${title}\n${dataset}`.toLocaleLowerCase().includes(wanted),
    )
    .sort((x, y) => {
      const [a, b] = [key(x), key(y)]
      if (a === undefined || b === undefined)
        return Number(a === undefined) - Number(b === undefined) || compareValues(x.title, y.title)
      return (
        (descending ? compareValues(b, a) : compareValues(a, b)) || compareValues(x.title, y.title)
      )
    })
}

/** A second click on a column turns its order round; numbers and dates begin with the largest. */
export const sortedBy = (column: Column, present: Sorting): Sorting =>
  present.column === column
    ? { column, descending: !present.descending }
    : { column, descending: ['parameters', 'input', 'accuracy', 'modified'].includes(column) }

/** Runs, imported and drawn models are the user's own: they can be renamed and deleted. */
export const isOwn = ({ origin }: ModelEntry): boolean =>
  origin === 'run' || origin === 'imported' || origin === 'saved'
