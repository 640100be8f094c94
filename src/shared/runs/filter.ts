import type { RunInfo } from '../contract/training'

/** Which runs are looked for. */
export interface RunFilter {
  /** Words that a run must contain, in its title, id, network, data set, tags or note. */
  readonly text?: string
  /** Tags that it must have, all of them. */
  readonly tags?: readonly string[]
}

const folded = (text: string): string => text.normalize('NFKC').toLocaleLowerCase()

const textOf = ({ id, title, recipe, tags = [], note = '' }: RunInfo): string =>
  folded([id, title, recipe.model.name, recipe.dataset, ...tags, note].join('\n'))

/** The runs that a filter lets through, in their order. Case and width of letters don't matter. */
export function filterRuns<R extends RunInfo>(
  runs: readonly R[],
  { text = '', tags = [] }: RunFilter,
): readonly R[] {
  const words = folded(text).split(/\s+/).filter(Boolean)
  const wanted = tags.map(folded)
  return runs.filter((run) => {
    const has = (run.tags ?? []).map(folded)
    const content = textOf(run)
    return wanted.every((tag) => has.includes(tag)) && words.every((word) => content.includes(word))
  })
}

/** All tags of runs, the most used first. */
export function tagsOf(runs: readonly Pick<RunInfo, 'tags'>[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { tags = [] } of runs)
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([tag]) => tag)
}
