import type { LayerOf } from '@shared/layers'
import {
  channelsOf,
  expression,
  module,
  plain,
  readsMap,
  type Place,
  type Step,
  type ToTorch,
  type TorchPart,
} from './part'
import { bool, call, num, tuple } from './python'

/** The weight of the new batch in the running averages is the same as PyTorch's momentum. */
export const batchNormToTorch: ToTorch<LayerOf<'batchNorm'>> = (place) => {
  const { epsilon, momentum } = place.layer
  const code = call(
    readsMap(place) ? 'nn.BatchNorm2d' : 'nn.BatchNorm1d',
    [channelsOf(place)],
    [
      ['eps', num(epsilon), num(1e-5)],
      ['momentum', num(momentum), num(0.1)],
    ],
  )
  return {
    ...module(code),
    weights: plain(place, {
      gamma: '.weight',
      beta: '.bias',
      mean: '.running_mean',
      variance: '.running_var',
    }),
  }
}

/** γ and β as parameters of their own, where PyTorch's module has no such choice. */
function affine(
  { layer, weights }: Place<LayerOf<'layerNorm' | 'groupNorm'>>,
  shape: readonly number[],
): { readonly steps: readonly Step[]; readonly weights: TorchPart['weights'] } {
  const parameter = (name: 'gamma' | 'beta', start: string, sign: string): readonly Step[] =>
    layer[name]
      ? [
          {
            suffix: `_${name}`,
            module: `nn.Parameter(torch.${start}${tuple(shape)})`,
            call: ([x = ''], self) => `${x} ${sign} ${self}`,
          },
        ]
      : []
  return {
    steps: [...parameter('gamma', 'ones', '*'), ...parameter('beta', 'zeros', '+')],
    weights: weights.map(({ name }) => ({ source: name, suffix: `_${name}`, shape })),
  }
}

const turned: Step['call'] = ([x = ''], self) =>
  `${self}(${x}.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)`

/** PyTorch's takes the last axes, so a map is turned before it and back behind it. */
export const layerNormToTorch: ToTorch<LayerOf<'layerNorm'>> = (place) => {
  const { epsilon, gamma, beta } = place.layer
  const channels = channelsOf(place)
  const onMap = readsMap(place)
  const own = gamma || !beta
  const code = call(
    'nn.LayerNorm',
    [channels],
    [
      ['eps', num(epsilon), num(1e-5)],
      ['elementwise_affine', bool(gamma), 'True'],
      ['bias', bool(beta || !gamma), 'True'],
    ],
  )
  const step: Step = { module: code, ...(onMap && { call: turned }) }
  if (own) return { steps: [step], weights: plain(place, { gamma: '.weight', beta: '.bias' }) }
  const rest = affine(place, onMap ? [channels, 1, 1] : [channels])
  return { steps: [step, ...rest.steps], weights: rest.weights }
}

export const groupNormToTorch: ToTorch<LayerOf<'groupNorm'>> = (place) => {
  const { groups, epsilon, gamma, beta } = place.layer
  const channels = channelsOf(place)
  const code = call(
    'nn.GroupNorm',
    [groups, channels],
    [
      ['eps', num(epsilon), num(1e-5)],
      ['affine', bool(gamma && beta), 'True'],
    ],
  )
  if (gamma && beta)
    return { ...module(code), weights: plain(place, { gamma: '.weight', beta: '.bias' }) }
  const rest = affine(place, [channels, 1, 1])
  return { steps: [{ module: code }, ...rest.steps], weights: rest.weights }
}

/** Of an even number of channels PyTorch reads one more before, we read one more behind. */
export const localResponseNormToTorch: ToTorch<LayerOf<'localResponseNorm'>> = ({ layer }) => {
  const { size, alpha, beta, k } = layer
  if (size % 2 === 1)
    return module(`nn.LocalResponseNorm(${size}, ${num(alpha)}, ${num(beta)}, ${num(k)})`)
  const settings = [size, alpha, beta, k].map(num).join(', ')
  return {
    ...expression((x) => `local_response_norm(${x}, ${settings})`),
    helpers: ['local_response_norm'],
  }
}
