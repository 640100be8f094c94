import type { ModelSpecInput } from '../spec'

/**
 * A small network of today: 3×3 convolutions with batch normalisation, ReLU, max pooling and
 * dropout.
 */
export const modern: ModelSpecInput = {
  name: 'Batch norm network',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { id: 'conv1', kind: 'conv2d', channels: 16, kernel: 3, padding: 1, bias: false },
    { id: 'norm1', kind: 'batchNorm' },
    { id: 'relu1', kind: 'activation', function: 'relu' },
    { id: 'pool1', kind: 'maxPool2d', window: 2 },
    { id: 'conv2', kind: 'conv2d', channels: 32, kernel: 3, padding: 1, bias: false },
    { id: 'norm2', kind: 'batchNorm' },
    { id: 'relu2', kind: 'activation', function: 'relu' },
    { id: 'pool2', kind: 'maxPool2d', window: 2 },
    { id: 'flatten', kind: 'flatten' },
    { id: 'dense1', kind: 'dense', units: 64 },
    { id: 'relu3', kind: 'activation', function: 'relu' },
    { id: 'dropout1', kind: 'dropout', rate: 0.25 },
    { id: 'dense2', kind: 'dense', units: 10 },
  ],
}
