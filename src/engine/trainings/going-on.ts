import type { Recipe } from '@shared/model/recipe'
import { resolveModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import { AppError, phrase } from '@shared/errors'
import { weightsHash } from '../models/digest'
import type { LoadedModel } from '../models/loaded-model'
import { readEpochWeights } from '../runs/epoch-weights'
import { firstWeights } from '../training/first-weights'

/** The model whose weights a training starts from. */
export interface StartModel {
  readonly title: string
  readonly weights: NamedArrays
}

/** A recipe that names its start, and the weights with which it begins. */
export interface GoingOn {
  readonly recipe: Recipe
  readonly weights: NamedArrays
  /** Layers whose weights are fresh. */
  readonly fresh: readonly string[]
}

/**
 * The weights of a model, or those at the end of an epoch of a run.
 * @param folder of the run, for an epoch
 * @throws AppError `invalid-argument` for an epoch of a model that is no run, `not-found` for one
 *   whose weights are not kept
 */
export async function startModel(
  { entry, weights }: Pick<LoadedModel, 'entry' | 'weights'>,
  epoch?: number,
  folder?: string,
): Promise<StartModel> {
  if (epoch === undefined) return { title: entry.title, weights }
  if (folder === undefined)
    throw new AppError(
      'invalid-argument',
      phrase`“${entry.title}” is not a run, so it has no weights of epochs.`,
    )
  return {
    title: `${entry.title}, epoch ${epoch}`,
    weights: await readEpochWeights(folder, epoch),
  }
}

/**
 * A training that goes on from the weights of a model.
 * @param recipe with the network that is trained, fitted to its data set
 * @param replaced layers that start fresh although the model has weights for them
 * @throws AppError `invalid-argument` if no layer can take its weights from the model
 */
export function goingOn(
  recipe: Recipe,
  { title, weights: source }: StartModel,
  replaced: readonly string[] = [],
): GoingOn {
  const { weights, fresh } = firstWeights(resolveModel(recipe.model), recipe, source, replaced)
  const start = {
    title: title.slice(0, 200),
    hash: weightsHash(source),
    ...(fresh.length > 0 ? { fresh: [...fresh] } : {}),
  }
  return { recipe: { ...recipe, start }, weights, fresh }
}
