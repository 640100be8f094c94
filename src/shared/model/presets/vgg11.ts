import type { ModelSpecInput } from '../spec'

type LayerInput = ModelSpecInput['layers'][number]

/** VGG-11's blocks: number of 3×3 convolutions and their channels, a quarter of the paper's. */
const BLOCKS = [
  [1, 16],
  [1, 32],
  [2, 64],
  [2, 128],
  [2, 128],
] as const

function blocks(): LayerInput[] {
  let n = 0
  return BLOCKS.flatMap(([convolutions, channels], block): LayerInput[] => [
    ...Array.from({ length: convolutions }, (): LayerInput[] => {
      n += 1
      return [
        { id: `conv${n}`, kind: 'conv2d', channels, kernel: 3, padding: 1 },
        { id: `relu${n}`, kind: 'activation', function: 'relu' },
      ]
    }).flat(),
    { id: `pool${block + 1}`, kind: 'maxPool2d', window: 2 },
  ])
}

/** VGG-11 with a quarter of the channels, for 32×32 colour pictures: five halvings leave 1×1. */
export const vgg11Small: ModelSpecInput = {
  name: 'VGG-11-like, 32×32',
  input: { height: 32, width: 32, channels: 3 },
  layers: [
    ...blocks(),
    { id: 'flatten', kind: 'flatten' },
    { id: 'dense1', kind: 'dense', units: 256 },
    { id: 'relu9', kind: 'activation', function: 'relu' },
    { id: 'dropout1', kind: 'dropout', rate: 0.5 },
    { id: 'dense2', kind: 'dense', units: 256 },
    { id: 'relu10', kind: 'activation', function: 'relu' },
    { id: 'dropout2', kind: 'dropout', rate: 0.5 },
    { id: 'dense3', kind: 'dense', units: 10 },
  ],
}
