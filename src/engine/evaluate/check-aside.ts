import { AppError, phrase } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'

interface Whole {
  readonly info: { readonly title: string; readonly classes: readonly string[] }
  readonly fingerprint?: string
  readonly train: { readonly count: number }
  readonly test: { readonly count: number }
}

/**
 * Whether the lists that a recipe carries of a data set's pictures are of this very data set.
 * @throws AppError `invalid-recipe`
 */
export function checkLists(recipe: Recipe, dataset: Whole): void {
  checkAside(recipe, dataset)
  checkRelabelled(recipe, dataset)
}

/** Whether the corrected labels are of pictures and classes that there are. */
function checkRelabelled({ relabelled, dataset: id }: Recipe, dataset: Whole): void {
  if (!relabelled) return
  const { info, fingerprint } = dataset
  const { contents } = relabelled
  if (contents !== undefined && fingerprint !== undefined && contents !== fingerprint)
    throw new AppError(
      'invalid-recipe',
      phrase`The recipe corrects labels of another “${info.title}” than this one: its files have changed. Correct them again, or train on the labels of the files.`,
      { dataset: id, field: 'relabelled' },
    )
  for (const half of ['train', 'test'] as const) {
    const { count } = dataset[half]
    const last = relabelled[half].at(-1)?.[0] ?? -1
    const label = relabelled[half].reduce((most, [, each]) => Math.max(most, each), -1)
    if (last >= count || label >= info.classes.length)
      throw new AppError(
        'invalid-recipe',
        phrase`The recipe corrects labels of a part of “${info.title}” that has ${count} pictures and ${info.classes.length} classes: picture ${last}, class ${label}.`,
        { dataset: id, field: `relabelled.${half}` },
      )
  }
}

/** Whether the pictures that a recipe leaves out are of this very data set, and some are left. */
function checkAside({ setAside, dataset: id }: Recipe, dataset: Whole): void {
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
