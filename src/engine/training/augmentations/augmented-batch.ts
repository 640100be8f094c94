import type { Recipe } from '@shared/model/recipe'
import { augmentationsIn } from '@shared/recipe/augmentations'
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Batch, DeviceSplit } from '../../evaluate/device-split'
import { tensorflow } from '../../runtime/tensorflow'
import { changeOf, moveOf } from '.'
import { MIX_NUMBERS, MOVE_NUMBERS } from './draws'
import { resampled } from './resampled'

/** The labels of the pictures that are mixed in, and the share of the batch's own. */
interface MixedIn {
  readonly labels: Tensor1D
  /** [batch]. */
  readonly share: Tensor1D
}

/** A batch whose pictures are changed, with values in 0…1. */
export interface AugmentedBatch extends Batch {
  readonly mixedIn?: MixedIn
}

const columns = (numbers: Tensor2D, first: number, count: number): Tensor2D =>
  numbers.slice([0, first], [numbers.shape[0], count])

/** How many numbers each change takes, in the order of the recipe's kinds. */
function changed(x: Tensor4D, numbers: Tensor2D, augment: Recipe['augment']): Tensor4D {
  const used = augmentationsIn(augment)
  const moves = used.some(([kind]) => moveOf(kind) !== undefined)
  let at = moves ? MOVE_NUMBERS : 0
  let out = moves ? resampled(x, columns(numbers, 0, MOVE_NUMBERS), augment) : x
  const [, height, width, channels] = x.shape
  let clips = false
  for (const [kind, amount] of used) {
    const change = changeOf(kind)
    if (!change) continue
    if (clips && !change.clips) [out, clips] = [tensorflow().clipByValue(out, 0, 1), false]
    const { length } = change.numbers(amount, () => 0, { height, width, channels })
    out = change.apply(out, columns(numbers, at, length))
    clips ||= change.clips
    at += length
  }
  return clips ? tensorflow().clipByValue(out, 0, 1) : out
}

/**
 * The pictures of a batch as a recipe changes them, before they are normalised; inside a tidy.
 * @param indices of the examples [batch] int32
 * @param draws their rows [batch, width], as `Draws` makes them
 */
export function augmentedBatch(
  split: DeviceSplit,
  indices: Tensor1D,
  draws: Tensor2D,
  augment: Recipe['augment'],
): AugmentedBatch {
  if (augment?.mixup === undefined) {
    const { x, labels } = split.pictures(indices)
    return { x: changed(x, draws, augment), labels }
  }
  const tf = tensorflow()
  const batch = indices.shape[0]
  const own = (draws.shape[1] - MIX_NUMBERS) / 2
  const partners = columns(draws, 2 * own, 1)
    .reshape<Tensor1D>([batch])
    .toInt()
  const share = columns(draws, 2 * own + 1, 1).reshape<Tensor1D>([batch])
  const found = split.pictures(tf.concat([indices, partners]))
  const numbers = own > 0 ? tf.concat([columns(draws, 0, own), columns(draws, own, own)]) : draws
  const x = own > 0 ? changed(found.x, numbers, augment) : found.x
  const [mine, others] = tf.split(x, 2)
  const [labels, otherLabels] = tf.split<Tensor1D>(found.labels, 2)
  if (!mine || !others || !labels || !otherLabels) throw new Error('a batch has two halves')
  const part = share.reshape<Tensor4D>([batch, 1, 1, 1])
  return {
    x: others.add<Tensor4D>(mine.sub(others).mul(part)),
    labels,
    mixedIn: { labels: otherLabels, share },
  }
}

/** The loss of a mixed picture: that of its own label and that of the other, by their shares. */
export const mixedLosses = (own: Tensor1D, other: Tensor1D, share: Tensor1D): Tensor1D =>
  other.add(own.sub(other).mul(share))
