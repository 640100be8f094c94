import { AppError, phrase } from '@shared/errors'
import type { Validation } from '@shared/recipe/validation'
import { classCounts } from '../datasets'
import type { Examples } from './device-split'
import { balancedSample, examplesAt } from './sample'

/** A data set's parts, as far as a recipe's limits and its list of pictures left out have them. */
interface Whole {
  readonly info: { readonly title: string; readonly classes: readonly string[] }
  readonly train: Examples
  /** The part that came with the data set. */
  readonly validation?: Examples | undefined
}

/** What the steps are made on, and what every epoch is measured on. */
export interface ValidationParts {
  readonly train: Examples
  readonly validation: Examples
}

/**
 * The validation part of a recipe, and the training pictures that are left. A share is drawn class
 * by class with the seed of all samples, so that recipes are compared on the same pictures.
 * @throws AppError `invalid-recipe` where the data set has no validation part of its own, where the
 *   share has no picture for every class, or where it leaves a class without a training picture
 */
export function validationParts({ info, ...whole }: Whole, choice: Validation): ValidationParts {
  if (choice.from === 'train') return drawn(info, whole.train, choice.share)
  const { train, validation } = whole
  if (validation) return { train, validation }
  throw refused(
    phrase`“${info.title}” has no validation part of its own. Take a share of the training pictures instead (0.1), or import a folder that has “val” beside “train” and “test” again.`,
  )
}

function drawn(
  { title, classes }: Whole['info'],
  { images, labels, count }: Examples,
  share: number,
): ValidationParts {
  const examples = { images, labels, count }
  const counts = classCounts(labels.subarray(0, count), classes.length)
  const present = counts.filter((each) => each > 0).length
  const wanted = Math.round(count * share)
  if (wanted < present)
    throw refused(
      phrase`A share of ${share} of the ${count} training pictures of “${title}” is ${wanted}, fewer than its ${present} classes: choose a larger share.`,
    )
  const alone = counts.findIndex((each) => each === 1)
  if (alone >= 0)
    throw refused(
      phrase`The class “${classes[alone] ?? String(alone)}” of “${title}” has 1 training picture. Validation needs 2: one to measure on and one to train on.`,
    )
  const positions = balancedSample(labels.subarray(0, count), wanted)
  const taken = new Set(positions)
  const left = Int32Array.from({ length: count }, (_, at) => at).filter((at) => !taken.has(at))
  return { train: examplesAt(examples, left), validation: examplesAt(examples, positions) }
}

const refused = (words: ReturnType<typeof phrase>): AppError =>
  new AppError('invalid-recipe', words, { field: 'validation' })
