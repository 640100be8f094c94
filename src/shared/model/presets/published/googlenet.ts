import type { ModelSpecInput } from '../../spec'
import { relu, type LayerInput } from './parts'

const conv = (id: string, channels: number, kernel: number, from?: string): LayerInput[] => [
  {
    id,
    kind: 'conv2d',
    channels,
    kernel,
    padding: (kernel - 1) / 2,
    ...(from === undefined ? {} : { inputs: [from] }),
  },
  relu(`${id}-relu`),
]

/**
 * Block "inception (3a)" of GoogLeNet: four paths side by side. Szegedy et al., "Going Deeper with
 * Convolutions", 2014, table 1.
 */
export const inception3a = (from: string): LayerInput[] => [
  ...conv('one', 64, 1, from),
  ...conv('three-reduce', 96, 1, from),
  ...conv('three', 128, 3),
  ...conv('five-reduce', 16, 1, from),
  ...conv('five', 32, 5),
  { id: 'pool', kind: 'maxPool2d', window: 3, stride: 1, padding: 1, inputs: [from] },
  ...conv('pool-project', 32, 1),
  {
    id: 'inception',
    kind: 'concat',
    inputs: ['one-relu', 'three-relu', 'five-relu', 'pool-project-relu'],
  },
]

/** The block on its 28×28×192 map, which a single convolution makes of a small picture. */
export const googlenetBlock: ModelSpecInput = {
  name: 'GoogLeNet block',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    ...conv('stem', 192, 3),
    ...inception3a('stem-relu'),
    { id: 'average', kind: 'globalAvgPool2d' },
    { id: 'dense', kind: 'dense', units: 10 },
  ],
}
