import type { Attribution, AttributionMethod } from '@shared/contract/probe'
import { windowStarts } from '@shared/math/boxes'
import { checkCancelled } from '../runtime/faults'
import { counted, nextTurn, type Work } from '../work/work'
import type { Prober } from './prober'

/** Values of one slice of work, so that a slice takes only a moment for any network. */
const SLICE_NUMBERS = 200_000

/** A copy of a picture with a patch of one grey value. */
function cover(
  picture: Float32Array,
  [height = 1, width = 1, channels = 1]: readonly number[],
  row: number,
  column: number,
  { patch, fill }: { readonly patch: number; readonly fill: number },
): Float32Array {
  const copy = picture.slice()
  const right = Math.min(width, column + patch)
  for (let y = row; y < Math.min(height, row + patch); y++)
    copy.fill(fill, (y * width + column) * channels, (y * width + right) * channels)
  return copy
}

/**
 * How much the target's value drops when a patch of the picture is covered, for every place of the
 * patch (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2013): value −
 * covered value, [rows, columns] of patches.
 * @throws AppError `cancelled`
 */
export async function occlusion(
  prober: Prober,
  picture: Float32Array,
  settings: Extract<AttributionMethod, { kind: 'occlusion' }>,
  work: Work = {},
): Promise<Attribution> {
  const shape = prober.loaded.model.inputShape
  const [height = 1, width = 1] = shape
  const [rows, columns] = [
    windowStarts(height, settings.patch, settings.stride),
    windowStarts(width, settings.patch, settings.stride),
  ]
  const value = prober.values(picture)[0] ?? NaN
  const places = rows.flatMap((row) => columns.map((column) => [row, column] as const))
  const slice = Math.max(1, Math.floor(SLICE_NUMBERS / picture.length))
  const data = new Float32Array(places.length)
  const { signal, onProgress } = counted(work, 'scan', 'steps', places.length)
  for (let done = 0; done < places.length; done += slice) {
    checkCancelled(signal)
    const covered = places
      .slice(done, done + slice)
      .map(([row, column]) => cover(picture, shape, row, column, settings))
    const batch = new Float32Array(covered.length * picture.length)
    covered.forEach((copy, i) => batch.set(copy, i * picture.length))
    prober.values(batch).forEach((left, i) => (data[done + i] = value - left))
    onProgress(done + covered.length)
    await nextTurn()
  }
  return { value, map: { shape: [rows.length, columns.length, 1], data }, starts: [rows, columns] }
}
