import type { LayerOf } from '@shared/layers'
import { conv2dWindow } from '@shared/layers/conv2d'
import { mapInput } from '@shared/layers/definition'
import { kernelOrder } from '../../channels-first/array'
import { channelsOf, plain, shapeOf, type ToTorch, type TorchWeight } from './part'
import { bool, call, isEven, num, padded, pair } from './python'

/** Padding of PyTorch's is the same on both sides; other padding is written before the module. */
export const conv2dToTorch: ToTorch<LayerOf<'conv2d'>> = (place) => {
  const { layer } = place
  const { kernel, stride, dilation, padding } = conv2dWindow(layer, mapInput(place.inputShapes))
  const even = isEven(padding)
  const code = call(
    'nn.Conv2d',
    [channelsOf(place), layer.channels],
    [
      ['kernel_size', pair(kernel), ''],
      ['stride', pair(stride), '1'],
      ['padding', even ? pair([padding[0][0], padding[1][0]]) : '0', '0'],
      ['dilation', pair(dilation), '1'],
      ['groups', num(layer.groups), '1'],
      ['bias', bool(layer.bias), 'True'],
    ],
  )
  const weight: TorchWeight = {
    source: 'weight',
    suffix: '.weight',
    ...kernelOrder(shapeOf(place, 'weight')),
  }
  const { connections } = layer
  return {
    steps: [
      ...(even ? [] : [{ call: ([x = '']: readonly string[]) => padded(x, padding) }]),
      { module: code },
    ],
    weights: [weight, ...plain(place, { bias: '.bias' })],
    ...(connections && {
      helpers: ['connect_channels'],
      setup: (self: string) => {
        const lists = connections.map((read) => `[${read.join(', ')}]`)
        return [`connect_channels(${self}, [${lists.join(', ')}])`]
      },
    }),
  }
}
