import type { DatasetInfo } from '@shared/contract/datasets'
import { fitToDataset } from '@shared/model/fit'
import type { Recipe } from '@shared/model/recipe'
import { requireLogits, resolveModel } from '@shared/model/resolve'
import type { ModelSpec } from '@shared/model/spec'
import type { Output } from './terminal'

const sizes = ({ input: { height, width, channels } }: ModelSpec, classes: number): string =>
  `${height}×${width}×${channels} and ${classes} classes`

/**
 * The network fitted to the input and the classes of a data set, and a note on the changes, if any.
 */
export function fitSpec(
  spec: ModelSpec,
  { height, width, channels, classes }: DatasetInfo,
): { spec: ModelSpec; note?: string } {
  const model = resolveModel(spec)
  requireLogits(model)
  const fitted = fitToDataset(spec, { height, width, channels, classes: classes.length })
  const [before, after] = [sizes(spec, model.classes), sizes(fitted, resolveModel(fitted).classes)]
  return before === after
    ? { spec }
    : { spec: fitted, note: `The network was fitted to the data set: ${before} became ${after}.` }
}

/**
 * The recipe with a network that fits its data set; a change is reported on stderr.
 * @param takesFitting whether other pictures are to be fitted as the data set's own were
 * @throws AppError `not-found` for an unknown data set, `invalid-model` where the network can't
 *   take such pictures
 */
export async function fitRecipe(
  recipe: Recipe,
  output: Output,
  takesFitting = false,
): Promise<Recipe> {
  const { datasetInfo } = await import('../engine/datasets')
  const info = await datasetInfo(recipe.dataset)
  if (info.height === 0) return recipe
  const { spec, note } = fitSpec(recipe.model, info)
  if (note !== undefined) output.note(note)
  const fitting = takesFitting && info.fit ? { fitting: info.fit } : {}
  return { ...recipe, ...fitting, model: spec }
}
