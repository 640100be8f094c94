import type { LabelCheck, LabelSettings } from '@shared/contract/label-check'
import { AppError, phrase } from '@shared/errors'
import { datasetInfo, loadDataset, type Dataset } from '../datasets'
import { factsOf } from '../datasets/info'
import { fingerprintOf, readManifest } from '../datasets/manifest'
import type { Examples } from '../evaluate/device-split'
import { examplesAt, partPositions } from '../evaluate/sample'
import type { Work } from '../work/work'
import { checkRecipe } from './check-recipe'
import { outOfSample } from './cross-validate'
import { keepJudgement, keptJudgement } from './kept-judgement'
import { labelCheckOf, type Judgement } from './label-check'

/** Both halves of a data set as one, training pictures first. */
function wholeOf({ train, test }: Dataset): Examples {
  const images = new Uint8Array(train.images.length + test.images.length)
  images.set(train.images)
  images.set(test.images, train.images.length)
  const count = train.count + test.count
  const labels = new Uint16Array(count)
  labels.set(train.labels.subarray(0, train.count))
  labels.set(test.labels.subarray(0, test.count), train.count)
  return { images, labels, count }
}

/** Places in the whole of the pictures that are not set aside. */
async function placesOf(id: string, { train, test }: Dataset): Promise<Int32Array> {
  const { setAside } = await datasetInfo(id)
  const left = (half: Examples, aside: readonly number[] = []): Int32Array =>
    partPositions(half, undefined, undefined, aside)
  return Int32Array.from([
    ...left(train, setAside?.train),
    ...left(test, setAside?.test).map((at) => train.count + at),
  ])
}

/**
 * Looks for wrong labels by confident learning: networks that did not see a picture say what it is
 * (cross-validation, the halves of the set together), and labels that they are confident against
 * are listed, the least believable first. No file is changed. The probabilities are kept with the
 * set: the same check again is answered at once.
 * @throws AppError those of `loadDataset`; `invalid-argument` for a single class and for fewer than two
 *   pictures a fold; `diverged`, `cancelled`
 */
export async function checkLabels(
  id: string,
  { folds, epochs, seed }: LabelSettings,
  work: Work = {},
): Promise<LabelCheck> {
  const dataset = await loadDataset(id, work)
  const { info } = dataset
  if (info.classes.length < 2)
    throw new AppError(
      'invalid-argument',
      phrase`“${info.title}” has one class: there is no other that a picture could be.`,
    )
  const places = await placesOf(id, dataset)
  if (places.length < 2 * folds)
    throw new AppError(
      'invalid-argument',
      phrase`“${info.title}” has too few pictures for ${folds} folds: ${places.length}.`,
      { count: places.length, folds },
    )
  const seen = Math.floor((places.length * (folds - 1)) / folds)
  const recipe = checkRecipe(info, seen, { epochs, seed })
  const known = await keptJudgement(id, dataset.fingerprint)
  if (known && isSame(known, { folds, epochs: recipe.epochs, seed, places }))
    return labelCheckOf(info, known)
  const examples = examplesAt(wholeOf(dataset), places)
  const probabilities = await outOfSample(examples, info.classes.length, { recipe, folds }, work)
  const judgement: Judgement = {
    ...{ network: recipe.model.name, folds, epochs: recipe.epochs, seed, probabilities, places },
    labels: Int32Array.from(examples.labels.subarray(0, examples.count)),
  }
  await keepJudgement(id, dataset.fingerprint, judgement, work.signal)
  return labelCheckOf(info, judgement)
}

const isSame = (
  known: Judgement,
  wanted: Pick<Judgement, 'folds' | 'epochs' | 'seed' | 'places'>,
): boolean =>
  known.folds === wanted.folds &&
  known.epochs === wanted.epochs &&
  known.seed === wanted.seed &&
  known.places.length === wanted.places.length &&
  known.places.every((place, i) => place === wanted.places[i])

/** What the last check found; null where there is none, or the set has changed since. */
export async function keptLabelCheck(id: string): Promise<LabelCheck | null> {
  const manifest = await readManifest(id)
  if (!('version' in manifest)) return null
  const known = await keptJudgement(id, fingerprintOf(manifest))
  return known && labelCheckOf(factsOf(manifest), known)
}
