import type { Pair } from '@shared/math/geometry'
import { effectiveRatio } from '@shared/math/field/spread'
import { layerFields } from '@shared/model/field/layer-fields'
import type { ResolvedModel } from '@shared/model/resolve'
import { AppError } from '@shared/errors'
import { openModel } from '../../model'
import { pictureOf } from '../../pass'
import type { Output } from '../../terminal'

/** The options of `receptive-field`. */
export interface FieldOptions {
  readonly layer?: string
  readonly unit?: readonly number[]
  readonly input?: readonly number[]
  readonly effective?: boolean
  readonly image?: string
  readonly invert?: boolean
  readonly seed?: number
  readonly map?: string
}

export interface EffectiveResult {
  readonly layer: string
  readonly unit: Pair
  /** The channel whose gradient it is; `null` for the mean of all channels. */
  readonly channel: number | null
  /** The input of the gradient, for people. */
  readonly source: string
  /** The .npy file. */
  readonly map: string
  /** All `null` where no gradient reaches the pixels. */
  readonly sigma: Pair | null
  readonly ratio: Pair | null
  readonly radius50: number | null
  readonly radius95: number | null
  readonly radius99: number | null
}

/** Number of draws of random weights that a field is averaged over. */
const DRAWS = 16

/**
 * The gradient of the unit, or of the mean of all channels at its place, for a picture, or averaged
 * over random weights and noise.
 * @throws AppError `invalid-argument` where the weights of a model do not fit another input
 */
export async function measureEffective(
  argument: string,
  model: ResolvedModel,
  at: { readonly layer: string; readonly unit: Pair; readonly channel: number | null },
  options: FieldOptions & { readonly map: string },
  output: Output,
): Promise<EffectiveResult> {
  const [{ effectiveField }, { randomWeights }, { encodeNpy }, { writeFileAtomic }] =
    await Promise.all([
      import('../../../engine/fields/effective'),
      import('../../../engine/fields/random-weights'),
      import('../../../engine/formats/npz/npy'),
      import('../../../engine/runtime/files'),
    ])
  const { image, invert = false, seed = 0 } = options
  const target = {
    layer: at.layer,
    unit: [...at.unit, at.channel ?? 0] as const,
    of: at.channel === null ? ('place' as const) : ('unit' as const),
  }
  const parts =
    image === undefined
      ? randomWeights(model, { seed, draws: DRAWS })
      : [await trained(argument, model, image, invert, output)]
  const { map, spread } = await effectiveField(parts, model, target)
  await writeFileAtomic(options.map, encodeNpy({ shape: [map.height, map.width], data: map.data }))
  const field = layerFields(model).get(at.layer)
  return {
    layer: at.layer,
    unit: at.unit,
    channel: at.channel,
    source:
      image === undefined
        ? `mean of ${DRAWS} draws of random weights from seed ${seed}`
        : `on ${image}`,
    map: options.map,
    sigma: spread?.sigma ?? null,
    ratio: spread && field ? effectiveRatio(spread, field.size) : null,
    radius50: spread?.radius50 ?? null,
    radius95: spread?.radius95 ?? null,
    radius99: spread?.radius99 ?? null,
  }
}

async function trained(
  argument: string,
  model: ResolvedModel,
  image: string,
  invert: boolean,
  output: Output,
) {
  const [{ fed }, { networkOf }] = await Promise.all([
    import('../../../engine/fields/source'),
    import('../../../engine/inspect/networks'),
  ])
  const loaded = await openModel(argument, output)
  if (loaded.model.inputShape.join() !== model.inputShape.join()) {
    throw new AppError(
      'invalid-argument',
      `The weights of ${argument} are for ${loaded.model.inputShape.join('×')}: leave out --input, or leave out --image to use random weights for another size.`,
      { field: 'input' },
    )
  }
  return { network: () => networkOf(loaded), inputs: [fed(loaded, await pictureOf(image), invert)] }
}
