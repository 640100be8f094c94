import type { ShiftResponse } from '@shared/contract/experiments'
import { AppError, phrase } from '@shared/errors'
import type { Pair } from '@shared/math/geometry'
import { scoresOf } from '@shared/model/output/probabilities'
import { networkOf } from '../inspect/networks'
import type { LoadedModel } from '../models/loaded-model'
import { normalise, toInput, type RasterPicture } from '../pictures'
import { tensorflow } from '../runtime/tensorflow'

/** [height, width, channels] shifted down and to the right, with zeros moving in. */
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
 * The probabilities that a network gives for a picture at each shift, in one batch. They show how
 * far a complete network is from translation invariance (chapter 6.1.1). The picture is shifted
 * after it was fitted to the network's input.
 * @throws AppError `unsupported` for a network that takes neither 1 nor 3 channels, and for a
 *   regression
 */
export async function shiftResponse(
  loaded: LoadedModel,
  picture: RasterPicture,
  shifts: readonly Pair[],
  invert: boolean,
): Promise<ShiftResponse> {
  const { meaning, title } = loaded.entry
  if (meaning.kind === 'regression')
    throw new AppError(
      'unsupported',
      phrase`"${title}" is a regression: it gives values and no probabilities. Choose a classifier.`,
    )
  const [height = 1, width = 1, channels = 1] = loaded.model.inputShape
  const size = [height, width, channels] as const
  const input = toInput(picture, { height, width, channels }, { invert, fitting: loaded.fitting })
  const batch = new Float32Array(shifts.length * input.length)
  shifts.forEach((shift, at) => {
    batch.set(
      normalise(shifted(input, size, shift), channels, loaded.normalisation),
      at * input.length,
    )
  })
  const tf = tensorflow()
  const answers = tf.tidy(() =>
    networkOf(loaded).predict(tf.tensor4d(batch, [shifts.length, height, width, channels])),
  )
  try {
    const outputs = await answers.data<'float32'>()
    const each = loaded.model.classes
    const scores = shifts.flatMap((_, row) =>
      scoresOf(outputs.subarray(row * each, (row + 1) * each), meaning),
    )
    const data = Float32Array.from(scores, ({ probability }) => probability)
    return {
      classes: [...loaded.classes],
      probabilities: { shape: [shifts.length, data.length / shifts.length], data },
      input: { shape: [...size], data: input },
    }
  } finally {
    answers.dispose()
  }
}
