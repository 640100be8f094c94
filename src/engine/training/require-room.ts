import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError, phrase } from '@shared/errors'
import { slotCount, weightBytes } from '@shared/model/memory'
import type { Recipe } from '@shared/model/recipe'
import type { ResolvedModel } from '@shared/model/resolve'
import { MOMENTS_BYTES } from '../runs/moments'
import { gigabytes } from '../runtime/memory'
import { requireTrainable } from './require-memory'
import type { Examples } from '../evaluate/device-split'

/** The network and the examples of a training. */
interface Parts {
  readonly model: ResolvedModel
  readonly train: Examples
  readonly test: Examples
  readonly validation?: Examples
}

/** Free bytes of the disk that holds a folder, or will hold it; undefined if that is unknown. */
async function freeBytes(folder: string): Promise<number | undefined> {
  for (let path = folder; ; path = dirname(path)) {
    const found = await statfs(path).catch(() => undefined)
    if (found) return found.blocks > 0 ? found.bavail * found.bsize : undefined
    if (dirname(path) === path) return undefined
  }
}

/**
 * The most bytes on the disk for the weights of a run's epochs, unless the first and the newest
 * take more.
 */
const EPOCHS_BYTES = 256 * 1024 ** 2

/**
 * The most that a run will still write: checkpoints (the newest two, the best, one being written)
 * and the weights of epochs.
 */
function diskBytes(model: ResolvedModel, recipe: Recipe, isNew: boolean): number {
  const { epochs, keepEverySteps } = recipe
  const weights = weightBytes(model)
  const checkpoint = (1 + slotCount(recipe)) * weights
  if (!isNew) return checkpoint + weights
  const kept = Math.min((epochs + 1) * weights, Math.max(EPOCHS_BYTES, 2 * weights))
  // Moments share their place with the checkpoints until these are removed.
  const hasMoments = slotCount(recipe) > 0 || keepEverySteps !== undefined
  const atMost = keepEverySteps === undefined ? epochs * checkpoint : Infinity
  const moments = hasMoments ? Math.min(atMost, Math.max(MOMENTS_BYTES, 2 * checkpoint)) : 0
  return 4 * checkpoint + kept + weights + moments
}

/**
 * Checks before the first step that the training can be completed, saved and read again.
 * @param isNew whether none of its files exist yet
 * @throws AppError `too-large` for the memory, `no-space` for the disk, with numbers
 */
export async function requireRoom(
  folder: string,
  recipe: Recipe,
  { model, train, test, validation }: Parts,
  isNew: boolean,
): Promise<void> {
  const pictureBytes =
    train.images.byteLength + test.images.byteLength + (validation?.images.byteLength ?? 0)
  requireTrainable(model, { ...recipe, pictureBytes })
  const [needed, free] = [diskBytes(model, recipe, isNew), await freeBytes(folder)]
  if (free === undefined || needed <= free) return
  throw new AppError(
    'no-space',
    phrase`The checkpoints of this training and the weights of its epochs take up to ${gigabytes(needed)}, and the disk of ${folder} has ${gigabytes(free)} free. Free some space, or choose a folder on another disk.`,
    { needed, free },
  )
}
