import { readFile, stat } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import type { LoadedModel } from '../engine/models/loaded-model'
import { fileFault } from './files'

export interface Answer {
  readonly label: string
  readonly index: number
  readonly probability: number
  readonly logit: number
}

/** A picture as the network takes it: [height, width, channels], normalised. */
export type Input = Float32Array

/** A layer's output for one picture. */
export interface LayerOutput {
  readonly id: string
  /** [height, width, channels] or [units]. */
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** A model on the device, asked with picture files. */
export interface OpenNetwork {
  /** @throws AppError `not-found`, and what the decoder finds wrong: `invalid-image`, `unsupported`, `too-large` */
  input(path: string, invert: boolean): Promise<Input>
  /** Every class, most probable first. */
  answers(input: Input): readonly Answer[]
  layers(input: Input): readonly LayerOutput[]
  dispose(): void
}

async function readPicture(path: string, limit: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    // A file beyond the decoder's limit is not read into memory to be refused.
    if (size > limit) throw new AppError('too-large', `"${path}" is ${size} bytes; pictures may have ${limit}.`, { path, size })
    return await readFile(path)
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : fileFault(thrown, path)
  }
}

/** Puts a model on the device; the caller disposes of it. */
export async function openNetwork({ model, weights, normalisation, classes }: LoadedModel): Promise<OpenNetwork> {
  const [{ Network }, { tensorflow }, pictures, { PICTURE_BYTES }] = await Promise.all([
    import('../engine/layers/network'),
    import('../engine/runtime/tensorflow'),
    import('../engine/pictures'),
    import('../engine/pictures/limits'),
  ])
  const tf = tensorflow()
  const network = Network.create(model, weights)
  const [height = 1, width = 1, channels = 1] = model.inputShape
  const batch = (input: Input) => tf.tensor4d(input, [1, height, width, channels])
  return {
    async input(path, invert) {
      const picture = pictures.decodePicture(await readPicture(path, PICTURE_BYTES), path)
      return pictures.normalise(pictures.toInput(picture, { height, width, channels }, { invert }), channels, normalisation)
    },
    answers(input) {
      const [logits, probabilities] = tf.tidy(() => {
        const output = network.predict(batch(input))
        return [output.dataSync(), tf.softmax(output).dataSync()] as const
      })
      return Array.from(probabilities, (probability, index) => {
        return { label: classes[index] ?? String(index), index, probability, logit: logits[index] ?? 0 }
      }).sort((a, b) => b.probability - a.probability || a.index - b.index)
    },
    layers: (input) =>
      tf.tidy(() =>
        network.activations(batch(input)).map(({ id, output }) => ({ id, shape: output.shape.slice(1), data: output.dataSync<'float32'>() })),
      ),
    dispose: () => network.dispose(),
  }
}
