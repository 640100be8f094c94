import type { Likeness } from '@shared/contract/reliability'
import { layerAt } from '@shared/model/resolve'
import { distanceTo, energyOf } from '@shared/math/familiarity'
import { featureLayer } from '../evaluate/class-rows'
import { givesEnergy } from '../evaluations/familiarity'
import { keptReliability } from '../evaluations/kept-reliability'
import { normalise } from '../pictures'
import type { KeptPass, LayerValues } from './pass'

/** Features of a layer's output, as `featuresOf` has them: its numbers, or the means of its maps. */
function features({ shape, data }: LayerValues): Float32Array {
  if (shape.length < 3) return data
  const channels = shape.at(-1) ?? 1
  const means = new Float32Array(channels)
  const positions = data.length / channels
  data.forEach((value, at) => {
    const channel = at % channels
    means[channel] = (means[channel] ?? 0) + value / positions
  })
  return means
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
/** What is no number is like nothing. */
const isBeyond = ({ value, threshold }: { value: number | null; threshold: number }): boolean =>
  value === null || value > threshold

function energyIn(pass: KeptPass): number | null {
  const answer = [...pass.outputs.values()].at(-1)?.data ?? new Float32Array()
  // The one output of two classes stands beside a logit of 0.
  return finite(energyOf(pass.meaning.kind === 'binary' ? [0, ...answer] : answer))
}

/**
 * Whether a pass's picture is like those of the network's training: by the limits that were
 * measured with the model, or came with its export.
 * @returns undefined where neither is known
 */
export async function likenessOf(pass: KeptPass): Promise<Likeness | undefined> {
  const { loaded } = pass
  const kept = await keptReliability(loaded)
  if (!kept) return likenessByExport(pass)
  const { dataset, familiarity } = kept.reliability
  const layer = featureLayer(loaded.model)
  const output = layerAt(loaded.model, layer) ? pass.outputs.get(layer) : inputOf(pass)
  const distance = {
    value: output ? finite(distanceTo(kept.cloud, features(output))) : null,
    threshold: familiarity.distance.threshold,
  }
  const energy = familiarity.energy && { value: energyIn(pass), ...familiarity.energy }
  return {
    dataset,
    accepted: familiarity.accepted,
    unlike: isBeyond(distance) || (energy !== null && isBeyond(energy)),
    ...(energy && { energy }),
    distance,
  }
}

/** The input as the first layer takes it. */
const inputOf = ({ input, loaded }: KeptPass): LayerValues => ({
  shape: input.shape,
  data: normalise(input.data, input.shape.at(-1) ?? 1, loaded.normalisation),
})

function likenessByExport(pass: KeptPass): Likeness | undefined {
  const { reliance } = pass.loaded
  if (!reliance?.energy || !givesEnergy(pass.loaded)) return undefined
  const { threshold, accepted } = reliance.energy
  const energy = { value: energyIn(pass), threshold }
  return { dataset: reliance.dataset, accepted, unlike: isBeyond(energy), energy }
}
