import { AppError, phrase } from '@shared/errors'
import { formatShape } from '@shared/layers/definition'
import { checkClasses } from '@shared/model/output/class-check'
import { NONE_RELABELLED, relabelledMark } from '@shared/recipe/relabelled'
import { asideMark, NONE_ASIDE } from '@shared/recipe/set-aside'
import { datasetInfo, loadDataset, type Dataset } from '../datasets'
import { checkLists } from '../evaluate/check-aside'
import type { Examples } from '../evaluate/device-split'
import { relabel } from '../evaluate/relabel'
import { examplesAt, partPositions } from '../evaluate/sample'
import type { LoadedModel } from '../models'

/** The pictures on which a model is judged, and those of its training. */
export interface ModelExamples {
  readonly info: Dataset['info']
  readonly train: Examples
  readonly test: Examples
  /** Places of the test examples in the data set's test part. */
  readonly positions: Int32Array
  /** Names all of them: changes whenever one does. */
  readonly basis: string
}

/** @throws AppError `invalid-argument` where the pictures don't suit the network */
export function checkSuits({ model }: LoadedModel, { info }: Pick<Dataset, 'info'>): void {
  const shape = [info.height, info.width, info.channels]
  if (formatShape(shape) === formatShape(model.inputShape)) return
  throw new AppError(
    'invalid-argument',
    phrase`The network takes pictures of ${formatShape(model.inputShape)}; those of ${info.title} are ${formatShape(shape)}.`,
    { network: model.inputShape, dataset: shape },
  )
}

/**
 * The examples of a model: those of its own training where its recipe is of this data set, else the
 * whole set without what is set
 * aside and with the corrected labels.
 * @param id the data set; that of its training if absent
 * @throws AppError `invalid-argument` where no data set is known or it doesn't suit, `not-found`,
 *   `unsupported` for a model that doesn't tell classes apart
 */
export async function examplesFor(
  loaded: LoadedModel,
  id = loaded.entry.dataset,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<ModelExamples> {
  if (id === undefined)
    throw new AppError(
      'invalid-argument',
      phrase`“${loaded.entry.title}” does not name the data set that it was trained on: choose one.`,
    )
  const dataset = await loadDataset(id, { signal })
  checkSuits(loaded, dataset)
  checkClasses(loaded, dataset.info)
  const { recipe } = loaded
  const isOwn = recipe?.dataset === id
  if (isOwn) checkLists({ ...recipe, model: loaded.spec }, dataset)
  const { setAside: aside = NONE_ASIDE, relabelled = NONE_RELABELLED } = isOwn
    ? recipe
    : await datasetInfo(id)
  const part = (half: 'train' | 'test', limit: number | undefined): Int32Array =>
    partPositions(dataset[half], limit, isOwn ? recipe.part : undefined, aside[half])
  const [train, test] = [
    part('train', isOwn ? recipe.limitTrain : undefined),
    part('test', isOwn ? recipe.limitTest : undefined),
  ]
  return {
    info: dataset.info,
    train: relabel(examplesAt(dataset.train, train), train, relabelled.train),
    test: relabel(examplesAt(dataset.test, test), test, relabelled.test),
    positions: test,
    basis: [
      dataset.fingerprint,
      asideMark(aside),
      relabelledMark(relabelled),
      train.length,
      test.length,
    ].join(' '),
  }
}
