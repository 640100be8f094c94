import { createHash } from 'node:crypto'
import type { Recipe } from '@shared/model/recipe'
import { checkAugmentations } from '@shared/recipe/augmentations/check'
import { AppError, phrase } from '@shared/errors'
import { loadDataset } from '../../datasets'
import { DeviceSplit, type Examples } from '../../evaluate/device-split'
import { examplesAt, partOf } from '../../evaluate/sample'
import { tensorflow } from '../../runtime/tensorflow'
import type { Work } from '../../work/work'
import { augmentedBatch } from './augmented-batch'
import { drawsOf } from './draws'
import type { Mix } from './mix'

/** A training example in an epoch, both counted from 0. */
export interface Sight {
  readonly index: number
  readonly epoch: number
}

/** Training pictures as the steps of a recipe see them. */
export interface SeenPictures {
  readonly height: number
  readonly width: number
  readonly channels: number
  /** Values in 0…1 before normalisation [sights, height, width, channels]. */
  readonly pictures: Float32Array
  /** The bytes of the data set [sights, height, width, channels]. */
  readonly originals: Uint8Array
  readonly labels: readonly number[]
  /** With what each is mixed; nothing without mixup. */
  readonly mixed: readonly Mix[]
  /** SHA-256 of each picture's numbers. */
  readonly hashes: readonly string[]
}

type Shape = readonly [height: number, width: number, channels: number]

/** Values in 0…1 for display. */
export const bytesOf = (values: Float32Array): Uint8Array =>
  Uint8Array.from(values, (value) => Math.round(255 * value))

/** The pictures of some examples, computed by the operations of a step. */
export function seenPictures(
  recipe: Pick<Recipe, 'augment' | 'seed' | 'batchSize'>,
  examples: Examples,
  shape: Shape,
  sights: readonly Sight[],
): SeenPictures {
  const [height, width, channels] = shape
  const draws = drawsOf(recipe, shape, examples.count)
  const mixed = draws?.isMixed ? sights.map(({ epoch, index }) => draws.mix(epoch, index)) : []
  // Only what is seen is put on the device.
  const used = [
    ...new Set(
      [...sights, ...mixed.map(({ partner }) => ({ index: partner }))].map(({ index }) => index),
    ),
  ]
  const few = examplesAt(examples, used)
  const places = new Map(used.map((index, at) => [index, at]))
  const placeOf = (index: number): number => places.get(index) ?? 0
  const rows = new Float32Array(sights.length * (draws?.width ?? 0))
  sights.forEach(({ index, epoch }, i) => {
    if (!draws) return
    const row = draws.inEpoch(Int32Array.of(index), epoch)
    const partner = mixed[i]?.partner
    if (partner !== undefined) row[draws.partnerAt] = placeOf(partner)
    rows.set(row, i * draws.width)
  })
  const pictures = computed(
    recipe,
    few,
    shape,
    sights.map(({ index }) => placeOf(index)),
    rows,
  )
  const size = height * width * channels
  const each = sights.map((_, i) => pictures.subarray(i * size, (i + 1) * size))
  return {
    ...{ height, width, channels, pictures, mixed },
    originals: examplesAt(
      few,
      sights.map(({ index }) => placeOf(index)),
    ).images,
    labels: sights.map(({ index }) => examples.labels[index] ?? 0),
    hashes: each.map((values) => createHash('sha256').update(values).digest('hex')),
  }
}

function computed(
  { augment }: Pick<Recipe, 'augment'>,
  examples: Examples,
  shape: Shape,
  indices: readonly number[],
  rows: Float32Array,
): Float32Array {
  const tf = tensorflow()
  const split = new DeviceSplit(examples, shape)
  try {
    return tf.tidy(() => {
      const at = tf.tensor1d([...indices], 'int32')
      if (rows.length === 0) return split.pictures(at).x.dataSync<'float32'>().slice()
      const draws = tf.tensor2d(rows, [indices.length, rows.length / indices.length])
      return augmentedBatch(split, at, draws, augment).x.dataSync<'float32'>().slice()
    })
  } finally {
    split.dispose()
  }
}

/**
 * Training pictures as the steps of a recipe see them.
 * @throws AppError `not-found`, `invalid-recipe`, `invalid-argument` for an example that the recipe
 *   doesn't have
 */
export async function seenByRecipe(
  recipe: Omit<Recipe, 'model'>,
  sights: readonly Sight[],
  work: Work = {},
): Promise<SeenPictures> {
  const { info, train } = await loadDataset(recipe.dataset, work)
  checkAugmentations(recipe.augment, info)
  const part = partOf(train, recipe.limitTrain, recipe.part, recipe.setAside?.train)
  const wrong = sights.find(({ index }) => index >= part.count)
  if (wrong)
    throw new AppError(
      'invalid-argument',
      phrase`There is no training example ${wrong.index}; there are ${part.count}, counted from 0.`,
    )
  return seenPictures(recipe, part, [info.height, info.width, info.channels], sights)
}
