import type { ModelSpecInput } from '../../spec'
import { IMAGENET, relu, type LayerInput } from './parts'

/** A convolution followed by two 1×1 convolutions: a small network at every place. */
function block(
  n: number,
  channels: number,
  conv: { kernel: number; stride?: number; padding?: number },
  last = channels,
): LayerInput[] {
  const one = (letter: string, out: number): LayerInput[] => [
    { id: `conv${n}${letter}`, kind: 'conv2d', channels: out, kernel: 1 },
    relu(`relu${n}${letter}`),
  ]
  return [
    { id: `conv${n}`, kind: 'conv2d', channels, ...conv },
    relu(`relu${n}`),
    ...one('a', channels),
    ...one('b', last),
  ]
}

/**
 * Lin, Chen and Yan, "Network in Network", 2013, as its authors published it for ImageNet: 7.6
 * million parameters.
 */
export const nin: ModelSpecInput = {
  name: 'NiN',
  input: { ...IMAGENET },
  layers: [
    ...block(1, 96, { kernel: 11, stride: 4 }),
    { id: 'pool1', kind: 'maxPool2d', window: 3, stride: 2 },
    ...block(2, 256, { kernel: 5, padding: 2 }),
    { id: 'pool2', kind: 'maxPool2d', window: 3, stride: 2 },
    ...block(3, 384, { kernel: 3, padding: 1 }),
    { id: 'pool3', kind: 'maxPool2d', window: 3, stride: 2 },
    { id: 'dropout', kind: 'dropout', rate: 0.5 },
    ...block(4, 1024, { kernel: 3, padding: 1 }, 1000),
    { id: 'average', kind: 'globalAvgPool2d' },
  ],
}
