import { AppError, phrase } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'

interface Whole {
  readonly info: { readonly title: string }
  readonly fingerprint?: string
  readonly train: { readonly count: number }
  readonly test: { readonly count: number }
}

/**
 * Whether the pictures that a recipe leaves out are of this very data set, and some are left.
 * @throws AppError `invalid-recipe`
 */
export function checkAside({ setAside, dataset: id }: Recipe, dataset: Whole): void {
  if (!setAside) return
  const { info, fingerprint } = dataset
  if (setAside.contents !== undefined && fingerprint !== undefined)
    if (setAside.contents !== fingerprint)
      throw new AppError(
        'invalid-recipe',
        phrase`The recipe leaves out pictures of another “${info.title}” than this one: its files have changed. Set pictures aside again, or train on all of them.`,
        { dataset: id, field: 'setAside' },
      )
  for (const half of ['train', 'test'] as const) {
    const { count } = dataset[half]
    const { length } = setAside[half]
    const last = setAside[half].at(-1) ?? -1
    if (last >= count || (length > 0 && length >= count))
      throw new AppError(
        'invalid-recipe',
        phrase`The recipe leaves out ${length} pictures of a part of “${info.title}” that has ${count}, up to number ${last}.`,
        { dataset: id, field: `setAside.${half}` },
      )
  }
}
