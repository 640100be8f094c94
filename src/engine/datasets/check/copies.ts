import { createHash } from 'node:crypto'
import type { Copies, ExamplePlace } from '@shared/contract/dataset-check'
import type { Work } from '../../work/work'
import { inTurns, type Examples } from './examples'

/** What pictures that are alike mean for a training. */
export const alikeness = (pictures: readonly ExamplePlace[]) => ({
  leak: new Set(pictures.map(({ split }) => split)).size > 1,
  conflict: new Set(pictures.map(({ label }) => label)).size > 1,
})

/** Pictures by their pixels. */
export interface Distinct {
  /** One position of each different picture, ascending. */
  readonly first: readonly number[]
  /** Groups of pictures with the same pixels, the largest first. */
  readonly copies: readonly Copies[]
}

/**
 * Groups pictures with the same pixels, by their SHA-1.
 * @param work told how many pictures are done
 * @throws AppError `cancelled`
 */
export async function distinctPictures(
  examples: Examples,
  work: Work<number> = {},
): Promise<Distinct> {
  const groups = new Map<string, [number, ...number[]]>()
  await inTurns(examples.count, work, (at) => {
    const hash = createHash('sha1').update(examples.picture(at)).digest('base64')
    const group = groups.get(hash)
    if (group) group.push(at)
    else groups.set(hash, [at])
  })
  const copies = [...groups.values()]
    .filter((group) => group.length > 1)
    .sort((a, b) => b.length - a.length)
    .map((group): Copies => {
      const pictures = group.map(examples.place)
      return { kind: 'copies', pictures, ...alikeness(pictures) }
    })
  return { first: [...groups.values()].map(([at]) => at), copies }
}
