import { spreadOf, type Spread } from '@shared/math/field/spread'
import { centreOf } from '@shared/model/field/centre'
import type { ResolvedModel } from '@shared/model/resolve'
import type { UnitPlace } from '@shared/math/unit'
import { magnitudes, type Batchable } from './effective'
import { smallMap, type SmallMap } from './small-map'
import { nextTurn, type Work } from '../work/work'

export interface LayerSpread {
  readonly layer: string
  readonly spread: Spread | null
  /** The combined fields of the units. */
  readonly small: SmallMap
}

/** Number of a layer's channels over which its field is averaged, spread evenly. */
const CHANNELS = 4

function centreUnits(model: ResolvedModel, layer: string): readonly UnitPlace[] {
  const { count, unit } = centreOf(model, layer)
  const taken = Math.min(CHANNELS, count)
  return Array.from({ length: taken }, (_, n) => unit(Math.floor((n * count) / taken)))
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** The mean of some spreads, number by number. Units without a gradient don't count. */
function meanSpread(spreads: readonly (Spread | null)[]): Spread | null {
  const alive = spreads.filter((spread) => spread !== null)
  if (alive.length === 0) return null
  const of = (pick: (spread: Spread) => number): number => mean(alive.map(pick))
  return {
    center: [of(({ center }) => center[0]), of(({ center }) => center[1])],
    sigma: [of(({ sigma }) => sigma[0]), of(({ sigma }) => sigma[1])],
    radius50: of(({ radius50 }) => radius50),
    radius95: of(({ radius95 }) => radius95),
    radius99: of(({ radius99 }) => radius99),
  }
}

/**
 * The effective field of the centre unit of every layer. Each unit's field is averaged over the
 * pictures, and the layer's numbers over a few channels. Side by side they show that fields grow
 * more slowly than their theoretical size.
 * @throws AppError `cancelled`
 */
export async function effectiveByLayer(
  parts: Iterable<Batchable>,
  model: ResolvedModel,
  { signal, onProgress }: Work<number> = {},
): Promise<LayerSpread[]> {
  const [height = 0, width = 0] = model.inputShape
  const size = height * width
  const units = model.layers.map(({ layer }) => centreUnits(model, layer.id))
  const sums = units.map((of) => of.map(() => new Float32Array(size)))
  let done = 0
  for (const { network, inputs } of parts) {
    for (const [index, { layer }] of model.layers.entries()) {
      const [of, into] = [units[index] ?? [], sums[index] ?? []]
      for (const input of inputs) {
        const gradients = await magnitudes(
          network(),
          of.map(() => input),
          layer.id,
          of.map((unit) => ({ unit, of: 'unit' as const })),
        )
        into.forEach((sum, n) => {
          for (let pixel = 0; pixel < size; pixel += 1)
            sum[pixel] = (sum[pixel] ?? 0) + (gradients[n * size + pixel] ?? 0)
        })
        done += 1
        onProgress?.(done)
        await nextTurn(signal)
      }
    }
  }
  return model.layers.map(({ layer }, index) => {
    const maps = (sums[index] ?? []).map((data) => ({ height, width, data }))
    return { layer: layer.id, spread: meanSpread(maps.map(spreadOf)), small: smallMap(maps) }
  })
}
