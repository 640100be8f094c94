/** Ids of LeNet's layers, in order. */
export const LENET_LAYERS = [
  'conv1',
  'sigmoid1',
  'pool1',
  'conv2',
  'sigmoid2',
  'pool2',
  'flatten',
  'dense1',
  'sigmoid3',
  'dense2',
  'sigmoid4',
  'dense3',
]
