import type { ModelSpecInput } from '../../spec'
import { IMAGENET, relu, type LayerInput } from './parts'

const dense = (n: number, units: number): LayerInput[] => [
  { id: `dropout${n}`, kind: 'dropout', rate: 0.5 },
  { id: `dense${n}`, kind: 'dense', units },
  relu(`relu${n + 5}`),
]

/**
 * AlexNet as one column without groups and without local response normalisation (Krizhevsky, "One
 * weird trick", 2014): the network that torchvision calls `alexnet`, 61,100,840 parameters. The
 * paper of 2012 has more channels on two GPUs: 62,378,344 ungrouped.
 */
export const alexnet: ModelSpecInput = {
  name: 'AlexNet',
  input: { ...IMAGENET },
  layers: [
    { id: 'conv1', kind: 'conv2d', channels: 64, kernel: 11, stride: 4, padding: 2 },
    relu('relu1'),
    { id: 'pool1', kind: 'maxPool2d', window: 3, stride: 2 },
    { id: 'conv2', kind: 'conv2d', channels: 192, kernel: 5, padding: 2 },
    relu('relu2'),
    { id: 'pool2', kind: 'maxPool2d', window: 3, stride: 2 },
    { id: 'conv3', kind: 'conv2d', channels: 384, kernel: 3, padding: 1 },
    relu('relu3'),
    { id: 'conv4', kind: 'conv2d', channels: 256, kernel: 3, padding: 1 },
    relu('relu4'),
    { id: 'conv5', kind: 'conv2d', channels: 256, kernel: 3, padding: 1 },
    relu('relu5'),
    { id: 'pool5', kind: 'maxPool2d', window: 3, stride: 2 },
    { id: 'flatten', kind: 'flatten' },
    ...dense(1, 4096),
    ...dense(2, 4096),
    { id: 'dense3', kind: 'dense', units: 1000 },
  ],
}
