import type { Layer } from '../../layers'
import type { ActivationFunction } from '../../layers/activation'
import { changed, once, type LintRule, type WarningFix } from './rule'
import { INPUT_ID, type ModelSpec } from '../spec'

/** The largest slope of a squashing function: what a gradient is multiplied by at best. */
const SLOPES: Partial<Record<ActivationFunction, number>> = { sigmoid: 0.25 }
const ENOUGH = 3

type Squashing = Extract<Layer, { readonly function: unknown }>
const saturates = (layer: Layer): layer is Squashing =>
  'function' in layer && layer.function in SLOPES

/**
 * Sigmoids one after the other: each multiplies the gradient by at most ¼ (Glorot and Bengio,
 * "Understanding the difficulty of training deep feedforward neural networks", 2010).
 */
export const saturatingChain: LintRule = ({ model, spec }) => {
  const chains = new Map<string, readonly string[]>([[INPUT_ID, []]])
  for (const { layer, inputs } of model.layers) {
    const longest = inputs
      .map((id) => chains.get(id) ?? [])
      .reduce((a, b) => (b.length > a.length ? b : a), [])
    chains.set(layer.id, saturates(layer) ? [...longest, layer.id] : longest)
  }
  const chain = [...chains.values()].reduce((a, b) => (b.length > a.length ? b : a), [])
  if (chain.length < ENOUGH) return []
  return [
    {
      rule: 'saturatingChain',
      layers: chain,
      values: {
        count: chain.length,
        first: chain[0] ?? '',
        last: chain.at(-1) ?? '',
        factor: Number((0.25 ** chain.length).toPrecision(2)),
        times: 4 ** chain.length,
      },
      fix: once(() => straight(spec)),
    },
  ]
}

/** ReLU in their place. */
function straight(spec: ModelSpec): WarningFix | undefined {
  const fixed = changed(spec, (layer) =>
    saturates(layer) ? { ...layer, function: 'relu' } : layer,
  )
  return (
    fixed && {
      code: 'useRelu',
      values: {
        count: spec.layers.filter((layer) => saturates(layer)).length,
      },
      spec: fixed,
    }
  )
}
