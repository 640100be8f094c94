import { decodePicture } from './decode'
import { fitted } from './fitted'
import { toInput } from './input'
import { preview } from './preview'
import type { PictureAnswer, PictureTask } from './worker-messages'

const PREVIEW_SIDE = 512

/**
 * Carries out a task on the thread that calls: seconds for the largest pictures.
 * @param allocate memory for a decoded picture's pixels
 * @throws AppError of `decodePicture` and `toInput`
 */
export async function perform(
  task: PictureTask,
  allocate?: (bytes: number) => Uint8Array,
): Promise<PictureAnswer> {
  if (task.kind === 'fit') return toInput(task.raster, task.size, task.how)
  const raster = await decodePicture(task.bytes, task.name, allocate)
  if (task.kind === 'fitted') return fitted(raster, task.target)
  return task.kind === 'raster' ? raster : { raster, preview: preview(raster, PREVIEW_SIDE) }
}
