import type { ModelAnswers } from '@shared/contract/models'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { namesNeeded } from '@shared/model/output/meaning'
import {
  channelOrderOf,
  guessPreprocessing,
  preprocessingOf,
  withChannelOrder,
  type Guess,
  type Preprocessing,
  type Unknown,
} from '@shared/model/preprocessing'
import { checkNormalisation } from '@shared/model/normalisation'
import { resolveModel } from '@shared/model/resolve'
import { meaningIn, type Metadata } from './metadata'
import type { ReadModel } from './read-model'

/** A model as it will be used, and what was guessed. */
export interface AnsweredModel extends ReadModel {
  readonly guess?: Guess
}

/** How a model's description says that pictures become its input. */
export const preprocessingIn = ({
  spec,
  normalisation,
  fitting,
}: Pick<Metadata, 'spec' | 'normalisation' | 'fitting'>): Preprocessing => ({
  ...(normalisation && { normalisation }),
  order: channelOrderOf(spec),
  ...(fitting && { fitting }),
})

/**
 * A model's description with what the user says of it.
 * @throws AppError `invalid-argument` for names of another number of classes, or an order of
 *   channels that the network doesn't have; `invalid-recipe` for a normalisation of other channels
 */
export function withAnswers(
  metadata: Metadata,
  { preprocessing, classes }: ModelAnswers,
): Metadata {
  const prepared = preprocessing ? withPreprocessing(metadata, preprocessing) : metadata
  if (!classes) return prepared
  const model = resolveModel(prepared.spec)
  const needed = namesNeeded(meaningIn(metadata, model), model.classes)
  if (classes.length !== needed)
    throw new AppError(
      'invalid-argument',
      phrase`There are ${classes.length} labels, and the model has ${needed} outputs to name.`,
      { labels: classes.length, outputs: needed },
    )
  return { ...prepared, classes: [...classes] }
}

function withPreprocessing(metadata: Metadata, to: Preprocessing): Metadata {
  const { normalisation: _, fitting: __, ...rest } = metadata
  checkNormalisation(to.normalisation, metadata.spec.input)
  return {
    ...rest,
    spec: withChannelOrder(metadata.spec, to.order),
    ...(to.normalisation && { normalisation: to.normalisation }),
    ...(to.fitting && { fitting: to.fitting }),
  }
}

/** What the user has said. */
const given = ({ preprocessing, classes }: ModelAnswers): readonly Unknown[] => [
  ...(preprocessing ? (['preprocessing'] as const) : []),
  ...(classes ? (['classes'] as const) : []),
]

/**
 * The description without the assumptions that the user's answers replace; the answers are in it.
 * @throws AppError as {@link withAnswers}
 */
export function changedBy(metadata: Metadata, answers: ModelAnswers): Metadata {
  const { assumed = [], ...rest } = withAnswers(metadata, answers)
  const left = assumed.filter((each) => !given(answers).includes(each))
  return { ...rest, ...(left.length > 0 && { assumed: left }) }
}

/**
 * A model of another program as it will be used: with the user's answers, and with a guess where
 * its file doesn't say how pictures are prepared and the user doesn't either.
 * @param format the format of its files
 * @throws AppError as {@link withAnswers}
 */
export function answered(
  read: ReadModel,
  format: string,
  answers: ModelAnswers = {},
): AnsweredModel {
  const { metadata, unknown = [] } = read
  const { spec } = metadata
  const isUnknown = unknown.includes('preprocessing')
  const guess = isUnknown
    ? guessPreprocessing({ spec, classes: resolveModel(spec).classes, format })
    : undefined
  const guessed = guess
    ? withPreprocessing(metadata, {
        ...preprocessingOf(guess.id),
        ...(metadata.fitting && { fitting: metadata.fitting }),
      })
    : metadata
  const assumed = unknown.length > 0 ? { ...guessed, assumed: unknown } : guessed
  return { ...read, metadata: changedBy(assumed, answers), ...(guess && { guess }) }
}

/** Remarks on what is assumed of a model that is used as it is. */
export function assumptions({ metadata, guess }: AnsweredModel): readonly Phrase[] {
  const { assumed = [] } = metadata
  return [
    ...(guess && assumed.includes('preprocessing')
      ? [
          phrase`The file doesn't say how pictures are prepared. ${guess.id} is assumed: ${guess.why}. An import with another answer keeps it.`,
        ]
      : []),
    ...(assumed.includes('classes')
      ? [phrase`The file doesn't name its classes, so they have numbers.`]
      : []),
  ]
}
