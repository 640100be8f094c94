import { AppError, phrase } from '../../errors'
import { namesNeeded, tellsClasses, type ClassMeaning, type OutputMeaning } from './meaning'

/** The facts about a model's classes. */
interface Classifier {
  readonly entry: { readonly title: string; readonly meaning: OutputMeaning }
  readonly model: { readonly classes: number }
}

/**
 * The output meaning of a classifier.
 * @throws AppError `unsupported` for labels of their own and for a regression: they have no
 *   accuracy
 */
export function classMeaning({
  entry: { title, meaning },
}: Pick<Classifier, 'entry'>): ClassMeaning {
  if (tellsClasses(meaning)) return meaning
  throw new AppError(
    'unsupported',
    meaning.kind === 'maps'
      ? phrase`"${title}" ends in maps, which are features and no classes, so it has no accuracy and no confusion matrix. Its maps are shown by Inspect and by activations.`
      : meaning.kind === 'regression'
        ? phrase`"${title}" is a regression: it gives values and no classes, so it has no accuracy and no confusion matrix. What it gives for a picture is shown by Inspect and by predict.`
        : phrase`The outputs of "${title}" are labels of their own, of which any number can be right, and a data set gives each picture one class; so there is no accuracy and no confusion matrix. Each label's probability is shown by Inspect and by predict.`,
    { meaning: meaning.kind },
  )
}

/**
 * @throws AppError `unsupported` as {@link classMeaning}; `invalid-argument` where a data set has
 *   another number of classes than the model has
 */
export function checkClasses(
  model: Classifier,
  dataset: { readonly title: string; readonly classes: readonly string[] },
): void {
  const classes = namesNeeded(classMeaning(model), model.model.classes)
  if (classes !== dataset.classes.length)
    throw new AppError(
      'invalid-argument',
      phrase`The network tells ${classes} classes apart, and "${dataset.title}" has ${dataset.classes.length}: choose a data set of as many classes.`,
      { network: classes, dataset: dataset.classes.length },
    )
}
