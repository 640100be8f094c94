import { AppError, phrase } from '@shared/errors'
import { groupsOf, traitsOf } from '@shared/layers'
import { layerAt, type ResolvedModel } from '@shared/model/resolve'
import type { NamedArray, NamedArrays, Silenced } from '@shared/model/weights'

/**
 * Weights of a network without switches that computes the same as one with switched-off channels,
 * because files can't contain switches. A switched-off convolution or dense unit gets a filter of
 * zeros. If the layer has no weights, the layers that read it ignore the channel.
 * @throws AppError `unsupported` if a reader would still notice the difference; names the layer to
 *   use instead
 */
export function foldSilenced(
  model: ResolvedModel,
  weights: NamedArrays,
  silenced: Silenced,
): NamedArrays {
  const folded = new Map(weights)
  for (const [id, channels] of silenced)
    for (const channel of channels) foldOne(model, folded, id, channel)
  return folded
}

function foldOne(
  model: ResolvedModel,
  weights: Map<string, NamedArray>,
  id: string,
  channel: number,
): void {
  const layer = layerAt(model, id)
  if (layer && traitsOf(layer.layer).width) {
    clear(weights, `${id}.weight`, (_, shape, i) => i % (shape.at(-1) ?? 1) === channel)
    if (weights.has(`${id}.bias`)) clear(weights, `${id}.bias`, (_, __, i) => i === channel)
    return
  }
  const units = layer?.outputShape.at(-1) ?? 1
  ignoreSilent(model, weights, { id, units, silent: (unit) => unit === channel })
}

/** An output in which some units (channels of a map, or values of a vector) are 0. */
interface SilentUnits {
  readonly id: string
  readonly units: number
  readonly silent: (unit: number) => boolean
}

/** Makes every layer that reads the silent units ignore them. */
function ignoreSilent(
  model: ResolvedModel,
  weights: Map<string, NamedArray>,
  output: SilentUnits,
): void {
  const { id, units, silent } = output
  if (model.layers.at(-1)?.layer.id === id)
    throw new AppError(
      'unsupported',
      phrase`The switched-off channels of "${id}" can't be written into weights, because they are the network's output.`,
      { layer: id },
    )
  for (const reader of model.layers.filter(({ inputs }) => inputs.includes(id))) {
    const { layer } = reader
    const traits = traitsOf(layer)
    // In the vector of a flattened map the channels are the fastest index.
    if (traits.keeps === 'values')
      ignoreSilent(model, weights, {
        id: layer.id,
        units: reader.outputShape[0] ?? units,
        silent: (unit) => silent(unit % units),
      })
    else if (traits.keepsZero(layer)) ignoreSilent(model, weights, { ...output, id: layer.id })
    else if (traits.width) {
      const groups = groupsOf(layer)
      clear(weights, `${layer.id}.weight`, (_, shape, i) => {
        const [inputs = 1, outputs = 1] = shape.slice(-2)
        const group = Math.floor((i % outputs) / (outputs / groups))
        return silent((Math.floor(i / outputs) % inputs) + group * inputs)
      })
    } else {
      throw new AppError(
        'unsupported',
        phrase`The switched-off channels of "${id}" can't be written into weights, because "${layer.id}" (${layer.kind}) would still read them. Switch them off after "${layer.id}", or in the convolution before.`,
        { layer: id, reader: layer.id },
      )
    }
  }
}

function clear(
  weights: Map<string, NamedArray>,
  key: string,
  isSilent: (key: string, shape: readonly number[], index: number) => boolean,
): void {
  const array = weights.get(key)
  if (array)
    weights.set(key, {
      shape: array.shape,
      data: array.data.map((value, i) => (isSilent(key, array.shape, i) ? 0 : value)),
    })
}
