import type { FieldTarget } from '../fields/gradient'
import { effectiveField } from '../fields/effective'
import { filtersOf, forwardInput, type KeptPass, type LayerValues } from '../inspect'
import { networkOf } from '../inspect/networks'
import type { LoadedModel } from '../models'
import type { EffectiveField } from '../fields/effective'
import { AppError, phrase } from '@shared/errors'
import { normalise } from '../pictures'
import type { TensorData } from '@shared/contract/common'

/** What the network of a moment makes of a picture. */
export interface Look {
  readonly pass: KeptPass
  readonly maps: LayerValues
  readonly filters: TensorData | null
  readonly field: EffectiveField | null
}

/** A layer's weights; null where it has none. */
function filtersIn(loaded: LoadedModel, layer: string): TensorData | null {
  return loaded.weights.has(`${layer}.weight`) ? filtersOf(loaded, layer) : null
}

/**
 * Everything that the time machine shows of a moment, from one set of weights: the pass, the maps
 * and filters of a layer, and the effective field of a unit.
 * @param input [height, width, channels], 0…1, before normalisation
 * @throws AppError `not-found` for an unknown layer, `cancelled`
 */
export async function lookAt(
  loaded: LoadedModel,
  input: Float32Array,
  layer: string,
  target?: FieldTarget,
  signal?: AbortSignal,
): Promise<Look> {
  const pass = await forwardInput(loaded, input)
  const maps = pass.outputs.get(layer)
  if (!maps)
    throw new AppError('not-found', phrase`The network has no layer "${layer}".`, { layer })
  const { model, normalisation } = loaded
  const inputs = [normalise(input, model.inputShape[2] ?? 1, normalisation)]
  const field = target
    ? await effectiveField([{ network: () => networkOf(loaded), inputs }], model, target, {
        signal,
      })
    : null
  return { pass, maps, filters: filtersIn(loaded, layer), field }
}
