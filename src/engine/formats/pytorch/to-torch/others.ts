import type { LayerOf } from '@shared/layers'
import { transposedRowsOrder } from '../../channels-first/array'
import {
  channelsOf,
  expression,
  module,
  plain,
  readsMap,
  shapeOf,
  type Place,
  type ToTorch,
  type TorchPart,
} from './part'
import { bool, call, num } from './python'

/** PyTorch lays the channels out first; where ours must come last, the map is turned before. */
export const flattenToTorch: ToTorch<LayerOf<'flatten'>> = ({ channelsLast }) =>
  channelsLast ? expression((x) => `${x}.permute(0, 2, 3, 1).flatten(1)`) : module('nn.Flatten()')

export const denseToTorch: ToTorch<LayerOf<'dense'>> = (place) => {
  const { layer, rows } = place
  const code = call(
    'nn.Linear',
    [channelsOf(place), layer.units],
    [['bias', bool(layer.bias), 'True']],
  )
  const order = transposedRowsOrder(shapeOf(place, 'weight'), rows)
  return {
    ...module(code),
    weights: [
      { source: 'weight', suffix: '.weight', ...order },
      ...plain(place, { bias: '.bias' }),
    ],
  }
}

export const preluToTorch: ToTorch<LayerOf<'prelu'>> = (place) => ({
  ...module(
    call(
      'nn.PReLU',
      shapeOf(place, 'slope').filter((slopes) => slopes !== 1),
    ),
  ),
  weights: plain(place, { slope: '.weight' }),
})

export const softmaxToTorch: ToTorch<LayerOf<'softmax'>> = () => module('nn.Softmax(dim=1)')

export const dropoutToTorch: ToTorch<LayerOf<'dropout'>> = ({ layer }) =>
  module(`nn.Dropout(${num(layer.rate)})`)

/** Constants a channel are buffers, so that they go with the module to another device. */
export const scaleToTorch: ToTorch<LayerOf<'scale'>> = (place): TorchPart => {
  const { scale, offset } = place.layer
  const view = readsMap(place) ? '.view(-1, 1, 1)' : ''
  const lists = Object.entries({ scale, offset }).filter(([, value]) => Array.isArray(value))
  const written = (name: string, value: number | readonly number[], self: string): string =>
    typeof value === 'number' ? num(value) : `${self}_${name}`
  return {
    steps: [
      {
        call: ([x = ''], self) => {
          const scaled = scale === 1 ? x : `${x} * ${written('scale', scale, self)}`
          return offset === 0 ? scaled : `${scaled} + ${written('offset', offset, self)}`
        },
      },
    ],
    setup: (_, name) =>
      lists.flatMap(([part, values]) => [
        `${part} = torch.tensor([${[values].flat().map(num).join(', ')}])`,
        `self.register_buffer("${name}_${part}", ${part}${view}, persistent=False)`,
      ]),
  }
}

/** Inputs beside maps: a vector is a map of one place. */
const joined = (
  { inputShapes, outputShape }: Place<LayerOf<'add' | 'multiply'>>,
  inputs: readonly string[],
): readonly string[] =>
  inputs.map((input, i) =>
    outputShape.length === 3 && inputShapes[i]?.length === 1 ? `${input}[:, :, None, None]` : input,
  )

export const addToTorch: ToTorch<LayerOf<'add'>> = (place) => ({
  steps: [{ call: (inputs) => joined(place, inputs).join(' + ') }],
})

export const multiplyToTorch: ToTorch<LayerOf<'multiply'>> = (place) => ({
  steps: [{ call: (inputs) => joined(place, inputs).join(' * ') }],
})

export const concatToTorch: ToTorch<LayerOf<'concat'>> = () => ({
  steps: [{ call: (inputs) => `torch.cat((${inputs.join(', ')}), dim=1)` }],
})
