import type { ShiftResponse } from '@shared/contract/experiments'
import type { Pair } from '@shared/math/geometry'
import { networkOf } from '../inspect/networks'
import type { LoadedModel } from '../models/loaded-model'
import { normalise, toInput, type RasterPicture } from '../pictures'
import { tensorflow } from '../runtime/tensorflow'

/** [height, width, channels] moved down and to the right; zeros come in. */
function shifted(
  input: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  [down, right]: Pair,
): Float32Array {
  const moved = new Float32Array(input.length)
  for (let i = Math.max(0, down); i < Math.min(height, height + down); i++) {
    for (let j = Math.max(0, right); j < Math.min(width, width + right); j++) {
      const from = ((i - down) * width + (j - right)) * channels
      moved.set(input.subarray(from, from + channels), (i * width + j) * channels)
    }
  }
  return moved
}

/**
 * The probabilities that a classifier gives to a picture at each shift, in one batch: how far a
 * whole network is from translation invariance (chapter 6.1.1). The picture is moved after it was
 * fitted to the network's input.
 * @throws AppError `unsupported` for a network that takes neither 1 nor 3 channels.
 */
export async function shiftResponse(
  loaded: LoadedModel,
  picture: RasterPicture,
  shifts: readonly Pair[],
  invert: boolean,
): Promise<ShiftResponse> {
  const [height = 1, width = 1, channels = 1] = loaded.model.inputShape
  const size = [height, width, channels] as const
  const input = toInput(picture, { height, width, channels }, { invert })
  const batch = new Float32Array(shifts.length * input.length)
  shifts.forEach((shift, at) => {
    batch.set(
      normalise(shifted(input, size, shift), channels, loaded.normalisation),
      at * input.length,
    )
  })
  const tf = tensorflow()
  const probabilities = tf.tidy(() =>
    tf.softmax(
      networkOf(loaded).predict(tf.tensor4d(batch, [shifts.length, height, width, channels])),
    ),
  )
  try {
    const data = Float32Array.from(await probabilities.data<'float32'>())
    return {
      classes: [...loaded.classes],
      probabilities: { shape: [...probabilities.shape], data },
      input: { shape: [...size], data: input },
    }
  } finally {
    probabilities.dispose()
  }
}
