import type { ModelSpecInput } from '../spec'

/** LeNet of chapter 6.3, exactly: sigmoid, average pooling, 61,706 parameters on 28×28. */
export const lenet: ModelSpecInput = {
  name: 'LeNet',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { id: 'conv1', kind: 'conv2d', channels: 6, kernel: 5, padding: 2 },
    { id: 'sigmoid1', kind: 'activation', function: 'sigmoid' },
    { id: 'pool1', kind: 'avgPool2d', window: 2, stride: 2 },
    { id: 'conv2', kind: 'conv2d', channels: 16, kernel: 5 },
    { id: 'sigmoid2', kind: 'activation', function: 'sigmoid' },
    { id: 'pool2', kind: 'avgPool2d', window: 2, stride: 2 },
    { id: 'flatten', kind: 'flatten' },
    { id: 'dense1', kind: 'dense', units: 120 },
    { id: 'sigmoid3', kind: 'activation', function: 'sigmoid' },
    { id: 'dense2', kind: 'dense', units: 84 },
    { id: 'sigmoid4', kind: 'activation', function: 'sigmoid' },
    { id: 'dense3', kind: 'dense', units: 10 },
  ],
}

/** LeNet as it would be built today: ReLU and maximum pooling. */
export const lenetRelu: ModelSpecInput = {
  name: 'LeNet, ReLU and max pooling',
  input: { height: 28, width: 28, channels: 1 },
  layers: [
    { id: 'conv1', kind: 'conv2d', channels: 6, kernel: 5, padding: 2 },
    { id: 'relu1', kind: 'activation', function: 'relu' },
    { id: 'pool1', kind: 'maxPool2d', window: 2, stride: 2 },
    { id: 'conv2', kind: 'conv2d', channels: 16, kernel: 5 },
    { id: 'relu2', kind: 'activation', function: 'relu' },
    { id: 'pool2', kind: 'maxPool2d', window: 2, stride: 2 },
    { id: 'flatten', kind: 'flatten' },
    { id: 'dense1', kind: 'dense', units: 120 },
    { id: 'relu3', kind: 'activation', function: 'relu' },
    { id: 'dense2', kind: 'dense', units: 84 },
    { id: 'relu4', kind: 'activation', function: 'relu' },
    { id: 'dense3', kind: 'dense', units: 10 },
  ],
}
