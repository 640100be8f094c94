import type { LayerOf } from '@shared/layers'
import { numberOf, type ActivationFunction } from '@shared/layers/activation'
import { scalar } from './constants'
import { helper, onlyInput, single, type OnnxPart, type Place } from './node'

type Activation = LayerOf<'activation'>

/** x · Φ(x) by the error function: the operator Gelu is newer than the operator set. */
function gelu(place: Place<Activation>): OnnxPart {
  const [x, output] = [onlyInput(place), place.layer.id]
  const name = (part: string): string => helper(place, part)
  return {
    nodes: [
      { op: 'Mul', inputs: [x, name('root')], output: name('scaled') },
      { op: 'Erf', inputs: [name('scaled')], output: name('erf') },
      { op: 'Add', inputs: [name('erf'), name('one')], output: name('twice') },
      { op: 'Mul', inputs: [x, name('half')], output: name('halved') },
      { op: 'Mul', inputs: [name('halved'), name('twice')], output },
    ],
    constants: [
      scalar(name('root'), Math.SQRT1_2),
      scalar(name('one'), 1),
      scalar(name('half'), 0.5),
    ],
  }
}

/** x/2 · (1 + tanh(√(2/π) · (x + 0.044715 · x³))). */
function geluTanh(place: Place<Activation>): OnnxPart {
  const [x, output] = [onlyInput(place), place.layer.id]
  const name = (part: string): string => helper(place, part)
  return {
    nodes: [
      { op: 'Mul', inputs: [x, x], output: name('square') },
      { op: 'Mul', inputs: [name('square'), name('cubic')], output: name('bent') },
      { op: 'Add', inputs: [name('bent'), name('one')], output: name('factor') },
      { op: 'Mul', inputs: [x, name('root')], output: name('scaled') },
      { op: 'Mul', inputs: [name('scaled'), name('factor')], output: name('inner') },
      { op: 'Tanh', inputs: [name('inner')], output: name('tanh') },
      { op: 'Add', inputs: [name('tanh'), name('one')], output: name('twice') },
      { op: 'Mul', inputs: [x, name('half')], output: name('halved') },
      { op: 'Mul', inputs: [name('halved'), name('twice')], output },
    ],
    constants: [
      scalar(name('cubic'), 0.044715),
      scalar(name('one'), 1),
      scalar(name('root'), Math.sqrt(2 / Math.PI)),
      scalar(name('half'), 0.5),
    ],
  }
}

/** x · tanh(softplus(x)): the operator Mish is newer than the operator set. */
function mish(place: Place<Activation>): OnnxPart {
  const [x, soft, gate] = [onlyInput(place), helper(place, 'softplus'), helper(place, 'gate')]
  return {
    nodes: [
      { op: 'Softplus', inputs: [x], output: soft },
      { op: 'Tanh', inputs: [soft], output: gate },
      { op: 'Mul', inputs: [x, gate], output: place.layer.id },
    ],
  }
}

/** The number that shapes the function, as the operator has it. */
const alpha = ({ layer }: Place<Activation>) => ({ alpha: { float: numberOf(layer) } })

function swish(place: Place<Activation>): OnnxPart {
  const [x, gate] = [onlyInput(place), helper(place, 'gate')]
  return {
    nodes: [
      { op: 'Sigmoid', inputs: [x], output: gate },
      { op: 'Mul', inputs: [x, gate], output: place.layer.id },
    ],
  }
}

/** 1.7159 · tanh(2x/3). */
function scaledTanh(place: Place<Activation>): OnnxPart {
  const name = (part: string): string => helper(place, part)
  return {
    nodes: [
      { op: 'Mul', inputs: [onlyInput(place), name('inner')], output: name('scaled') },
      { op: 'Tanh', inputs: [name('scaled')], output: name('tanh') },
      { op: 'Mul', inputs: [name('tanh'), name('outer')], output: place.layer.id },
    ],
    constants: [scalar(name('inner'), 2 / 3), scalar(name('outer'), 1.7159)],
  }
}

function relu6(place: Place<Activation>): OnnxPart {
  const [low, high] = [helper(place, 'low'), helper(place, 'high')]
  return {
    nodes: [{ op: 'Clip', inputs: [onlyInput(place), low, high], output: place.layer.id }],
    constants: [scalar(low, 0), scalar(high, 6)],
  }
}

const FUNCTIONS: Readonly<Record<ActivationFunction, (place: Place<Activation>) => OnnxPart>> = {
  sigmoid: (place) => single(place, 'Sigmoid'),
  relu: (place) => single(place, 'Relu'),
  tanh: (place) => single(place, 'Tanh'),
  scaledTanh,
  leakyRelu: (place) => single(place, 'LeakyRelu', alpha(place)),
  elu: (place) => single(place, 'Elu', alpha(place)),
  selu: (place) => single(place, 'Selu'),
  gelu,
  geluTanh,
  swish,
  hardSwish: (place) => single(place, 'HardSwish'),
  hardSigmoid: (place) => single(place, 'HardSigmoid', { ...alpha(place), beta: { float: 0.5 } }),
  mish,
  softsign: (place) => single(place, 'Softsign'),
  softplus: (place) => single(place, 'Softplus'),
  relu6,
  linear: (place) => single(place, 'Identity'),
}

export const activationToOnnx = (place: Place<Activation>): OnnxPart =>
  FUNCTIONS[place.layer.function](place)
