import { exerciseRecipe } from '@shared/model/exercises'
import type { Layer } from '@shared/layers'
import type { LessonCode } from '../../definition'
import { linesOf } from './layers'
import type { LenetState } from './state'

const ACTIVATION: Readonly<Record<string, string>> = {
  sigmoid: 'nn.Sigmoid()',
  relu: 'nn.ReLU()',
  tanh: 'nn.Tanh()',
}
const value = (size: unknown): string => JSON.stringify(size)

function torchLayer(
  layer: Layer,
  inputs: { readonly channels: number; readonly units: number },
): string {
  switch (layer.kind) {
    case 'conv2d':
      return `nn.Conv2d(${inputs.channels}, ${layer.channels}, kernel_size=${value(layer.kernel)}${layer.padding === 0 ? '' : `, padding=${value(layer.padding)}`})`
    case 'avgPool2d':
      return `nn.AvgPool2d(kernel_size=${value(layer.window)}, stride=${value(layer.stride ?? layer.window)})`
    case 'maxPool2d':
      return `nn.MaxPool2d(kernel_size=${value(layer.window)}, stride=${value(layer.stride ?? layer.window)})`
    case 'flatten':
      return 'nn.Flatten()'
    case 'dense':
      return `nn.Linear(${inputs.units}, ${layer.units})`
    case 'activation':
      return ACTIVATION[layer.function] ?? ''
    default:
      return ''
  }
}

function tfjsLayer(layer: Layer): string {
  switch (layer.kind) {
    case 'conv2d':
      return `tf.layers.conv2d({ filters: ${layer.channels}, kernelSize: ${value(layer.kernel)}, padding: '${layer.padding === 0 ? 'valid' : 'same'}' })`
    case 'avgPool2d':
    case 'maxPool2d':
      return `tf.layers.${layer.kind === 'avgPool2d' ? 'averagePooling2d' : 'maxPooling2d'}({ poolSize: ${value(layer.window)}, strides: ${value(layer.stride ?? layer.window)} })`
    case 'flatten':
      return 'tf.layers.flatten()'
    case 'dense':
      return `tf.layers.dense({ units: ${layer.units} })`
    case 'activation':
      return `tf.layers.activation({ activation: '${layer.function}' })`
    default:
      return ''
  }
}

/** The network of the exercise, and the shapes that the chapter prints. */
export function codeOf({ exercise }: LenetState): LessonCode {
  const { layers } = exerciseRecipe(exercise).model
  const lines = linesOf(exercise)
  const inputOf = (index: number) => {
    const shape = index === 0 ? [28, 28, 1] : (lines[index - 1]?.shape ?? [])
    return { channels: shape[2] ?? 1, units: shape[0] ?? 1 }
  }
  const pytorch = `import torch
from torch import nn

net = nn.Sequential(
${layers.map((layer, index) => `    ${torchLayer(layer, inputOf(index))}`).join(',\n')})

X = torch.rand(size=(1, 1, 28, 28), dtype=torch.float32)
for layer in net:
    X = layer(X)
    print(layer.__class__.__name__, 'output shape: \\t', X.shape)
print(sum(p.numel() for p in net.parameters()), 'parameters')
print(list(X.shape))`
  const tfjs = `const tf = require('@tensorflow/tfjs')

const layers = [
${layers.map((layer) => `  ${tfjsLayer(layer)},`).join('\n')}
]

let X = tf.randomUniform([1, 28, 28, 1])
for (const layer of layers) {
  X = layer.apply(X)
  console.log(layer.getClassName(), 'output shape:', X.shape)
}
console.log(layers.reduce((sum, layer) => sum + layer.countParams(), 0), 'parameters')
console.log(X.shape)`
  return { pytorch, tfjs }
}
