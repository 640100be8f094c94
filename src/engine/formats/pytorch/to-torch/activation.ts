import type { LayerOf } from '@shared/layers'
import { numberOf, type ActivationFunction } from '@shared/layers/activation'
import { expression, module, type TorchPart, type ToTorch } from './part'
import { call, num } from './python'

type Activation = LayerOf<'activation'>

/** PyTorch's rises by 1/6. */
function hardSigmoid(layer: Activation): TorchPart {
  const slope = numberOf(layer)
  if (slope === 1 / 6) return module('nn.Hardsigmoid()')
  return expression((x) => `(${num(slope)} * ${x} + 0.5).clamp(0, 1)`)
}

const FUNCTIONS: Readonly<Record<ActivationFunction, (layer: Activation) => TorchPart>> = {
  sigmoid: () => module('nn.Sigmoid()'),
  relu: () => module('nn.ReLU()'),
  tanh: () => module('nn.Tanh()'),
  scaledTanh: () => expression((x) => `1.7159 * torch.tanh(2 / 3 * ${x})`),
  leakyRelu: (layer) => module(`nn.LeakyReLU(${num(numberOf(layer))})`),
  elu: (layer) => module(call('nn.ELU', [], [['alpha', num(numberOf(layer)), '1']])),
  selu: () => module('nn.SELU()'),
  gelu: () => module('nn.GELU()'),
  geluTanh: () => module('nn.GELU(approximate="tanh")'),
  swish: () => module('nn.SiLU()'),
  hardSwish: () => module('nn.Hardswish()'),
  hardSigmoid,
  mish: () => module('nn.Mish()'),
  softplus: () => module('nn.Softplus()'),
  softsign: () => module('nn.Softsign()'),
  relu6: () => module('nn.ReLU6()'),
  linear: () => module('nn.Identity()'),
}

export const activationToTorch: ToTorch<Activation> = ({ layer }) =>
  FUNCTIONS[layer.function](layer)
