import type { ModelSpecInput } from '../spec'

type LayerInput = ModelSpecInput['layers'][number]

const conv = (n: number, channels: number, kernel: number): LayerInput[] => [
  { id: `conv${n}`, kind: 'conv2d', channels, kernel, padding: (kernel - 1) / 2 },
  { id: `relu${n}`, kind: 'activation', function: 'relu' },
]
const dense = (n: number, units: number): LayerInput[] => [
  { id: `dense${n}`, kind: 'dense', units },
  { id: `relu${n + 5}`, kind: 'activation', function: 'relu' },
  { id: `dropout${n}`, kind: 'dropout', rate: 0.5 },
]

/**
 * AlexNet's sequence (five convolutions, overlapping 3×3 pooling with stride 2, three dense layers)
 * sized for 28×28.
 */
export const alexnetSmall: ModelSpecInput = {
  name: 'AlexNet-like, 28×28',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    ...conv(1, 32, 5),
    { id: 'pool1', kind: 'maxPool2d', window: 3, stride: 2 },
    ...conv(2, 64, 5),
    { id: 'pool2', kind: 'maxPool2d', window: 3, stride: 2 },
    ...conv(3, 96, 3),
    ...conv(4, 96, 3),
    ...conv(5, 64, 3),
    { id: 'pool5', kind: 'maxPool2d', window: 3, stride: 2 },
    { id: 'flatten', kind: 'flatten' },
    ...dense(1, 256),
    ...dense(2, 256),
    { id: 'dense3', kind: 'dense', units: 10 },
  ],
}
