import { exerciseRecipe } from '@shared/model/exercises'
import type { LessonCode } from '../../definition'
import { linesOf } from './layers'
import { written, type WrittenLayers } from './written'
import type { LenetState } from './state'

const ACTIVATION: Readonly<Record<string, string>> = {
  sigmoid: 'nn.Sigmoid()',
  relu: 'nn.ReLU()',
  tanh: 'nn.Tanh()',
}
const value = (size: unknown): string => JSON.stringify(size)

interface Inputs {
  readonly channels: number
  readonly units: number
}
const pooling = ({ window, stride = window }: { window: unknown; stride?: unknown }) => ({
  window: value(window),
  stride: value(stride),
})

/** The layers of the exercises as PyTorch writes them. */
const TORCH: WrittenLayers<[inputs: Inputs]> = {
  conv2d: ({ channels, kernel, padding }, inputs) =>
    `nn.Conv2d(${inputs.channels}, ${channels}, kernel_size=${value(kernel)}${padding === 0 ? '' : `, padding=${value(padding)}`})`,
  avgPool2d: (layer) => {
    const { window, stride } = pooling(layer)
    return `nn.AvgPool2d(kernel_size=${window}, stride=${stride})`
  },
  maxPool2d: (layer) => {
    const { window, stride } = pooling(layer)
    return `nn.MaxPool2d(kernel_size=${window}, stride=${stride})`
  },
  flatten: () => 'nn.Flatten()',
  dense: ({ units }, inputs) => `nn.Linear(${inputs.units}, ${units})`,
  activation: (layer) => ACTIVATION[layer.function] ?? '',
}

/** The same as TensorFlow.js writes them. */
const TFJS: WrittenLayers<[]> = {
  conv2d: ({ channels, kernel, padding }) =>
    `tf.layers.conv2d({ filters: ${channels}, kernelSize: ${value(kernel)}, padding: '${padding === 0 ? 'valid' : 'same'}' })`,
  avgPool2d: (layer) => {
    const { window, stride } = pooling(layer)
    return `tf.layers.averagePooling2d({ poolSize: ${window}, strides: ${stride} })`
  },
  maxPool2d: (layer) => {
    const { window, stride } = pooling(layer)
    return `tf.layers.maxPooling2d({ poolSize: ${window}, strides: ${stride} })`
  },
  flatten: () => 'tf.layers.flatten()',
  dense: ({ units }) => `tf.layers.dense({ units: ${units} })`,
  activation: (layer) => `tf.layers.activation({ activation: '${layer.function}' })`,
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
${layers.map((layer, index) => `    ${written(TORCH, layer, inputOf(index))}`).join(',\n')})

X = torch.rand(size=(1, 1, 28, 28), dtype=torch.float32)
for layer in net:
    X = layer(X)
    print(layer.__class__.__name__, 'output shape: \\t', X.shape)
print(sum(p.numel() for p in net.parameters()), 'parameters')
print(list(X.shape))`
  const tfjs = `const tf = require('@tensorflow/tfjs')

const layers = [
${layers.map((layer) => `  ${written(TFJS, layer)},`).join('\n')}
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
