import { decodePicture } from './decode'
import { toInput } from './input'
import { preview } from './preview'
import type { DecodedPicture, PictureTask } from './worker-messages'

const PREVIEW_SIDE = 512

/**
 * Carries out a task, at once and on the thread that calls: seconds for the largest pictures.
 * @throws AppError of `decodePicture` and `toInput`
 */
export function perform(task: PictureTask): DecodedPicture | Float32Array {
  if (task.kind === 'fit') return toInput(task.raster, task.size, { invert: task.invert })
  const raster = decodePicture(task.bytes, task.name)
  return { raster, preview: preview(raster, PREVIEW_SIDE) }
}
