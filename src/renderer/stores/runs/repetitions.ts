import type { RunInfo } from '@shared/contract/training'

/**
 * What is learnt, and how, but for chance: recipes that are alike in it differ in their seed, or
 * not at all.
 */
const apartFromSeed = ({ recipe }: RunInfo): string =>
  JSON.stringify({ ...recipe, seed: 0, lesson: undefined })

/** Runs that repeat the same recipe beside each other, in the order of the first of each. */
export function repetitions(runs: readonly RunInfo[]): readonly (readonly RunInfo[])[] {
  const groups = new Map<string, RunInfo[]>()
  for (const run of runs) {
    const key = apartFromSeed(run)
    const group = groups.get(key)
    if (group) group.push(run)
    else groups.set(key, [run])
  }
  return [...groups.values()]
}
