import type { ModelSpecInput } from '../../spec'
import { convNormRelu, relu, type LayerInput } from './parts'

const GROWTH = 32

/**
 * A dense block of DenseNet-121, by default its first of six layers: each layer reads all before it
 * and adds 32 channels. Huang et al., "Densely Connected Convolutional Networks", 2016, table 1.
 */
export function denseBlock(from: string, layers = 6, stem = 'layer'): LayerInput[] {
  let map = from
  return Array.from({ length: layers }, (_, index): LayerInput[] => {
    const id = `${stem}${index + 1}`
    const before = map
    map = `${id}-join`
    return [
      { id: `${id}-norm1`, kind: 'batchNorm', inputs: [before] },
      relu(`${id}-relu1`),
      { id: `${id}-squeeze`, kind: 'conv2d', channels: 4 * GROWTH, kernel: 1, bias: false },
      { id: `${id}-norm2`, kind: 'batchNorm' },
      relu(`${id}-relu2`),
      { id: `${id}-grow`, kind: 'conv2d', channels: GROWTH, kernel: 3, padding: 1, bias: false },
      { id: map, kind: 'concat', inputs: [before, `${id}-grow`] },
    ]
  }).flat()
}

/** The block behind one convolution of a small picture, averaged and classified. */
export const densenetBlock: ModelSpecInput = {
  name: 'DenseNet block',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    ...convNormRelu('stem', { channels: 64, kernel: 3, padding: 1 }),
    { id: 'pool', kind: 'maxPool2d', window: 2 },
    ...denseBlock('pool'),
    { id: 'norm', kind: 'batchNorm' },
    relu('relu'),
    { id: 'average', kind: 'globalAvgPool2d' },
    { id: 'dense', kind: 'dense', units: 10 },
  ],
}
