import { AppError } from '@shared/errors'
import type { Recipe } from '@shared/model/recipe'
import { VALIDATION_SHARE, type Validation } from '@shared/recipe/validation'
import { grouped } from './format'
import { saysOfDataset } from './recipe-options'
import type { Output } from './terminal'
import { numberOf } from './values'

/** What `--validation` asks for: a share of the training pictures, or a word. */
type Choice = number | 'own' | 'none'

/** "0.1", "own" or "none". */
export const parseValidation = (text: string): Choice =>
  text === 'own' || text === 'none' ? text : numberOf(VALIDATION_SHARE)(text)

interface Asked {
  readonly validation?: Choice
  readonly patience?: number
  readonly dataset?: string
}

const validationOf = (choice: number | 'own', patience: number | undefined): Validation => ({
  ...(choice === 'own' ? { from: 'own' } : { from: 'train', share: choice }),
  ...(patience === undefined ? {} : { patience }),
})

/**
 * The recipe with what its epochs are measured on: as the options say, else as its file says, else
 * on the data set's own validation part, where it has one.
 * @param file content of the recipe file, or of a run.json
 * @throws AppError `invalid-argument` for a patience without a validation part
 */
export async function withValidation(
  { validation: own, ...recipe }: Recipe,
  { validation: asked, patience = own?.patience, dataset }: Asked,
  file: unknown,
  output: Output,
): Promise<Recipe> {
  const chosen = asked ?? (own?.from === 'train' ? own.share : own?.from)
  if (chosen !== undefined && chosen !== 'none')
    return { ...recipe, validation: validationOf(chosen, patience) }
  const { datasetInfo } = await import('../engine/datasets')
  const isOfFile = saysOfDataset(file, dataset, recipe.dataset)
  const { title, validation: count } = await datasetInfo(recipe.dataset)
  if (asked === undefined && !isOfFile && count !== undefined) {
    output.note(
      `${title} has a validation part of its own: epochs are measured on its ${grouped(count)} pictures. --validation none measures them on the test part.`,
    )
    return { ...recipe, validation: validationOf('own', patience) }
  }
  if (patience === undefined) return recipe
  throw new AppError(
    'invalid-argument',
    'Patience needs a validation part: give --validation 0.1, or own for that of the data set.',
    { field: 'patience' },
  )
}
