import type { Attribution } from '@shared/contract/probe'
import { AppError, phrase } from '@shared/errors'
import { summarise } from '@shared/model/summary'
import { layerAt, type ResolvedModel } from '@shared/model/resolve'
import type { Prober } from './prober'

/** The layer itself and every layer that reads it, directly or through others. */
function readersOf(model: ResolvedModel, layer: string): ReadonlySet<string> {
  const reached = new Set([layer])
  for (const {
    layer: { id },
    inputs,
  } of model.layers)
    if (inputs.some((input) => reached.has(input))) reached.add(id)
  return reached
}

/**
 * Grad-CAM (Selvaraju et al., 2017): each map A_c of a layer is weighted by α_c, the mean of the
 * target's gradient over the map. The answer is Σ α_c·A_c with its sign. The paper shows only
 * values above 0 (ReLU); the window applies that.
 * @throws AppError `unsupported` for a layer without maps, or one that the target does not depend
 *   on
 */
export function gradCam(prober: Prober, picture: Float32Array, layer: string): Attribution {
  const { model } = prober.loaded
  const shape = layerAt(model, layer)?.outputShape
  if (!shape)
    throw new AppError('not-found', phrase`The network has no layer "${layer}".`, { layer })
  if (shape.length !== 3)
    throw new AppError(
      'unsupported',
      phrase`Layer "${layer}" has no maps with places on the picture; choose a convolution, its activation or a pooling.`,
      { layer },
    )
  if (!readersOf(model, layer).has(prober.target.layer))
    throw new AppError(
      'unsupported',
      phrase`"${prober.target.layer}" does not read "${layer}"; choose a layer before it.`,
      { layer },
    )
  const [height = 1, width = 1, channels = 1] = shape
  const cells = height * width
  const { value, maps, gradients } = prober.mapsAndGradients(picture, layer)
  const weights = new Float32Array(channels)
  gradients.forEach(
    (slope, i) => (weights[i % channels] = (weights[i % channels] ?? 0) + slope / cells),
  )
  const data = Float32Array.from({ length: cells }, (_, cell) =>
    weights.reduce(
      (sum, weight, channel) => sum + weight * (maps[cell * channels + channel] ?? 0),
      0,
    ),
  )
  const field = summarise(model).layers.find(({ id }) => id === layer)?.receptiveField ?? null
  return { value, map: { shape: [height, width, 1], data }, weights, field }
}
