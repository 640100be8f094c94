import type { DatasetAnalysis } from '@shared/contract/datasets'
import { AppError, inEnglish, phrase, type Phrase } from '@shared/errors'
import type { ReadOptions } from './formats'

/** So many unreadable pictures are named in the sentence; all of them in its details. */
const NAMED = 5

/** @throws AppError where what was found is no data set to train on */
export function requireUsable(
  place: string,
  { classes, unreadable, taken, train, test }: DatasetAnalysis,
  { skipUnreadable = false }: ReadOptions,
): void {
  if (unreadable.length > 0 && !skipUnreadable) {
    const named = unreadable
      .slice(0, NAMED)
      .map(({ path, reason }) => `${path}: ${inEnglish(reason)}`)
    const more = unreadable.length - named.length
    const total = taken + unreadable.length
    const words: Phrase =
      more > 0
        ? phrase`${unreadable.length} of ${total} pictures can not be read: ${named.join('; ')} … and ${more} more. Repair or remove them, or leave them out (--skip-unreadable), and try again`
        : phrase`${unreadable.length} of ${total} pictures can not be read: ${named.join('; ')}. Repair or remove them, or leave them out (--skip-unreadable), and try again`
    const isForeign = unreadable.every(({ code }) => code === 'unsupported')
    throw new AppError(isForeign ? 'unsupported' : 'invalid-file', words, { unreadable })
  }
  const filled = classes.filter((each) => each.train + each.test > 0)
  if (classes.length < 2)
    throw new AppError(
      'invalid-file',
      phrase`${place} has one class only, “${filled[0]?.name ?? ''}”: a network has nothing to tell apart. Bring a second class`,
      { folder: place },
    )
  for (const [part, count] of [
    ['train', train],
    ['test', test],
  ] as const)
    if (count === 0)
      throw new AppError('invalid-file', phrase`${place} has no pictures for its ${part} part`, {
        folder: place,
      })
}
