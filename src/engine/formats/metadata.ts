import { AppError, phrase } from '@shared/errors'
import type { SchemaFault } from '@shared/schema-fault'
import { z } from 'zod'
import type { ModelEntry } from '@shared/contract/models'
import { relianceSchema } from '@shared/contract/reliability'
import { namedWeightsSchema } from '@shared/model/named-weights'
import { FITTINGS } from '@shared/recipe/fitting'
import { modelSpecSchema } from '@shared/model/spec'
import { checkNormalisation } from '@shared/model/normalisation'
import { normalisationSchema, recipeSchema } from '@shared/model/recipe'
import { choiceOf, lossSchema } from '@shared/recipe/choices'
import { trainedMeaning } from '@shared/model/output/trained'
import { derivedMeaning } from '@shared/model/output/derive'
import { outputMeaningSchema, suitsOutputs, type OutputMeaning } from '@shared/model/output/meaning'
import { EXTRAS, extraSchema, type Extra } from '@shared/formats'
import { UNKNOWNS, unknownSchema } from '@shared/model/preprocessing'
import type { ResolvedModel } from '@shared/model/resolve'

/**
 * The description of an exported model beyond its layers: enough to predict the same from a picture
 * (fitted, grey by luma, value / 255, then `normalisation`).
 */
export const metadataSchema = z.object({
  spec: modelSpecSchema,
  classes: z.array(z.string().max(200)).max(65_536).readonly(),
  /** What the outputs mean; missing in exports of earlier versions. */
  meaning: outputMeaningSchema.optional(),
  normalisation: normalisationSchema.optional(),
  /** How pictures of other proportions are fitted; stretched if absent. */
  fitting: choiceOf(FITTINGS).optional(),
  /** The loss that the network was trained with; without it the cross-entropy. */
  loss: lossSchema.optional(),
  dataset: z.string().max(200).optional(),
  /** Exports never expect an inverted picture; the window's switch is only for the user. */
  invert: z.literal(false),
  title: z.string().max(120).optional(),
  testAccuracy: z.number().min(0).max(1).optional(),
  /** Which weights of a run with a validation part they are. */
  weights: namedWeightsSchema.optional(),
  validationAccuracy: z.number().min(0).max(1).optional(),
  /** Training step of the weights. */
  step: z.number().int().min(0).optional(),
  /** What another program's file did not say, and nobody has said since. */
  assumed: z.array(unknownSchema).max(UNKNOWNS.length).readonly().optional(),
  /** What the graph of this export has beyond the network. */
  extras: z.array(extraSchema).max(EXTRAS.length).readonly().optional(),
  /** How it was trained. */
  recipe: recipeSchema.omit({ model: true }).optional(),
  /** What its probabilities are worth, where the export was asked to say so. */
  reliance: relianceSchema.optional(),
})
export type Metadata = z.infer<typeof metadataSchema>

/** The error for a description, which names the first wrong field. */
export function notMetadata(file: string, { field, words }: SchemaFault): AppError {
  return new AppError(
    'invalid-file',
    phrase`${file} is not the description of an exported model: ${field}: ${words}`,
  )
}

/**
 * Checks that the parts of a description fit each other.
 * @throws AppError `invalid-file` if the normalisation has neither one number nor one for each
 *   channel of the network's input
 */
export function checkMetadata(metadata: Metadata, file: string): Metadata {
  try {
    checkNormalisation(metadata.normalisation, metadata.spec.input)
    return metadata
  } catch (thrown) {
    throw new AppError(
      'invalid-file',
      phrase`${file} is not the description of an exported model: ${AppError.from(thrown).words}`,
    )
  }
}

/** The parts of a model that its export describes. */
export interface DescribedModel extends Pick<
  Metadata,
  | 'spec'
  | 'classes'
  | 'normalisation'
  | 'fitting'
  | 'loss'
  | 'step'
  | 'assumed'
  | 'extras'
  | 'recipe'
  | 'reliance'
> {
  readonly entry: Pick<
    ModelEntry,
    'title' | 'dataset' | 'testAccuracy' | 'validationAccuracy' | 'weights' | 'meaning'
  >
}

/** The description of a model in its export. */
export function metadataOf({
  entry,
  spec,
  classes,
  normalisation,
  fitting,
  loss,
  step,
  assumed,
  extras,
  recipe,
  reliance,
}: DescribedModel): Metadata {
  const { title, dataset, testAccuracy, validationAccuracy, weights, meaning } = entry
  return {
    spec,
    classes,
    meaning,
    normalisation,
    fitting,
    loss,
    dataset,
    invert: false,
    title,
    testAccuracy,
    ...(weights && { weights }),
    ...(validationAccuracy === undefined ? {} : { validationAccuracy }),
    step,
    ...(assumed && { assumed }),
    ...(extras && { extras }),
    ...(recipe && { recipe }),
    ...(reliance && { reliance }),
  }
}

/** Whether the graph of an export has this beyond the network. */
export const hasExtra = ({ extras = [] }: Pick<Metadata, 'extras'>, extra: Extra): boolean =>
  extras.includes(extra)

/** The description of the network alone, as it is used once its file has been read. */
export function withoutExtras(metadata: Metadata): Metadata {
  const { extras: _, ...rest } = metadata
  return rest
}

/** The name of the pixels from 0 to 255 that a graph takes before its preprocessing. */
export const PIXELS = 'pixels'

/**
 * What the outputs of an exported model mean. An export without this field was written by an
 * earlier version. If it names its data set or step, it was trained here and gives logits;
 * otherwise the meaning follows from its last layers.
 */
export function meaningIn(
  { meaning, dataset, step }: Pick<Metadata, 'meaning' | 'dataset' | 'step'>,
  model: ResolvedModel,
): OutputMeaning {
  if (meaning && suitsOutputs(meaning, model.classes)) return meaning
  const isTrainedHere = meaning === undefined && (dataset !== undefined || step !== undefined)
  return isTrainedHere && model.classes > 0 ? trainedMeaning(model) : derivedMeaning(model)
}
