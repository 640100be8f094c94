import type { ModelSpecInput } from '../../spec'
import { IMAGENET, relu, type LayerInput } from './parts'

/**
 * Five blocks of 3×3 convolutions, each halved by a pooling: number of convolutions and their
 * channels.
 */
function vgg(name: string, blocks: readonly (readonly [number, number])[]): ModelSpecInput {
  const features = blocks.flatMap(([convolutions, channels], block): LayerInput[] => [
    ...Array.from({ length: convolutions }, (_, n): LayerInput[] => [
      { id: `conv${block + 1}-${n + 1}`, kind: 'conv2d', channels, kernel: 3, padding: 1 },
      relu(`relu${block + 1}-${n + 1}`),
    ]).flat(),
    { id: `pool${block + 1}`, kind: 'maxPool2d', window: 2 },
  ])
  const dense = (n: number): LayerInput[] => [
    { id: `dense${n}`, kind: 'dense', units: 4096 },
    relu(`relu${n + 5}`),
    { id: `dropout${n}`, kind: 'dropout', rate: 0.5 },
  ]
  return {
    name,
    input: { ...IMAGENET },
    layers: [
      ...features,
      { id: 'flatten', kind: 'flatten' },
      ...dense(1),
      ...dense(2),
      { id: 'dense3', kind: 'dense', units: 1000 },
    ],
  }
}

/**
 * Simonyan and Zisserman, "Very Deep Convolutional Networks", 2014, table 1, columns A and D: 133
 * and 138 million parameters.
 */
export const vgg11 = vgg('VGG-11', [
  [1, 64],
  [1, 128],
  [2, 256],
  [2, 512],
  [2, 512],
])
export const vgg16 = vgg('VGG-16', [
  [2, 64],
  [2, 128],
  [3, 256],
  [3, 512],
  [3, 512],
])
