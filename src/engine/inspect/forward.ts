import { randomUUID } from 'node:crypto'
import { AppError, phrase } from '@shared/errors'
import { summarise } from '@shared/model/summary'
import type { LoadedModel } from '../models/loaded-model'
import { normalise, toInput, type RasterPicture } from '../pictures'
import { likenessOf } from './likeness'
import { passesOf } from './networks'
import type { KeptPass, LayerValues } from './pass'
import { predictionsOf, valuesOf } from './predictions'
import { statistics } from './statistics'

/** The most bytes of all layers' outputs for one picture. */
const ACTIVATIONS_LIMIT = 2 * 1024 ** 3

export interface ForwardOptions {
  readonly invert?: boolean
}

/**
 * Runs a picture through a network in inference mode and keeps every layer's exact output. The
 * window and the command line both use this function.
 * @throws AppError `too-large` if the layers' outputs would not fit in memory,
 *   `engine-unavailable`, `unsupported` for a network that takes neither 1 nor 3 channels.
 */
export async function forward(
  loaded: LoadedModel,
  picture: RasterPicture,
  { invert = false }: ForwardOptions = {},
): Promise<KeptPass> {
  const [height = 0, width = 0, channels = 0] = loaded.model.inputShape
  const { fitting } = loaded
  return forwardInput(loaded, toInput(picture, { height, width, channels }, { invert, fitting }))
}

/** Like `forward`, for an input: [height, width, channels], 0…1, before normalisation. */
export async function forwardInput(loaded: LoadedModel, input: Float32Array): Promise<KeptPass> {
  const { model, classes, normalisation, step, warnings } = loaded
  const { meaning } = loaded.entry
  const summary = summarise(model)
  if (summary.totals.activationBytes > ACTIVATIONS_LIMIT) {
    throw new AppError(
      'too-large',
      phrase`The outputs of this network take ${summary.totals.activationBytes} bytes for one picture; at most ${ACTIVATIONS_LIMIT} bytes are allowed. Make its input or its layers smaller.`,
    )
  }
  const outputs = await passesOf(loaded).outputs(
    normalise(input, model.inputShape[2] ?? 1, normalisation),
  )
  const answer = [...outputs.values()].at(-1)?.data ?? new Float32Array()
  const pass: KeptPass = {
    id: randomUUID(),
    model: loaded.entry.ref,
    ...(step === undefined ? {} : { step }),
    ...(warnings.length > 0 ? { warnings: [...warnings] } : {}),
    input: { shape: [...model.inputShape], data: input },
    layers: summary.layers.map(({ id, kind, receptiveField }) => {
      const { shape, data } = outputs.get(id) as LayerValues
      return { id, kind, shape: [...shape], ...statistics(data), receptiveField }
    }),
    meaning,
    predictions: predictionsOf(answer, classes, meaning),
    values: valuesOf(answer, classes, meaning),
    outputs,
    loaded,
  }
  const likeness = await likenessOf(pass)
  return likeness ? { ...pass, likeness } : pass
}
