import type { LayerOf } from '@shared/layers'
import { numberOf } from '@shared/layers/activation'
import { KERAS2_HARD_SIGMOID } from '../constants'
import { onlyInput, type KerasNode, type Place, type ToKeras } from './node'
import { rescaling } from './scale'

type Activation = LayerOf<'activation'>
type Nodes = readonly KerasNode[]

const layerNode = (
  name: string,
  className: string,
  config: KerasNode['config'],
  ...inputs: readonly string[]
): KerasNode => ({ name, className, config, inputs, weights: [] })

const activated = (name: string, activation: string, input: string): KerasNode =>
  layerNode(name, 'Activation', { activation }, input)

/** The function under its name in Keras. */
const single = (place: Place<Activation>, activation: string): Nodes => [
  activated(place.layer.id, activation, onlyInput(place)),
]

/**
 * Functions that tfjs computes under another name or not at all, as layers that both have; the others
 * under their own.
 */
export const activationToKeras: ToKeras<Activation> = (place) => {
  const { layer, target } = place
  const number = numberOf(layer)
  switch (layer.function) {
    case 'leakyRelu': {
      const slope = target === 'Keras' ? 'negative_slope' : 'alpha'
      return [layerNode(layer.id, 'LeakyReLU', { [slope]: number }, onlyInput(place))]
    }
    case 'hardSigmoid': {
      // Under one name Keras 2 and tfjs have a slope of 0.2, and Keras 3 one of 1/6.
      const own = target === 'Keras' ? 1 / 6 : KERAS2_HARD_SIGMOID
      if (Math.abs(number - own) < 1e-9) return single(place, 'hard_sigmoid')
      return hardGate(place, layer.id, number)
    }
    case 'elu':
      return elu(place, number)
    case 'scaledTanh':
      return scaledTanh(place)
    case 'hardSwish':
      return target === 'Keras' ? single(place, 'hard_silu') : hardSwish(place)
    case 'geluTanh':
      return geluTanh(place)
    default:
      return single(place, layer.function)
  }
}

/** A line of this slope through ½, cut off at 0 and 1. */
const hardGate = (place: Place<Activation>, name: string, slope: number): Nodes => {
  const line = place.helper('line')
  return [
    rescaling(line, slope, 0.5, onlyInput(place)),
    layerNode(name, 'ReLU', { max_value: 1 }, line),
  ]
}

function hardSwish(place: Place<Activation>): Nodes {
  const gate = place.helper('gate')
  return [
    ...hardGate(place, gate, 1 / 6),
    layerNode(place.layer.id, 'Multiply', {}, onlyInput(place), gate),
  ]
}

/** α · (eˣ − 1) left of 0: tfjs's has the α 1, and is given what is left of 0 alone. */
function elu(place: Place<Activation>, alpha: number): Nodes {
  const { layer, target } = place
  const x = onlyInput(place)
  if (alpha === 1) return single(place, 'elu')
  if (target === 'Keras') return [layerNode(layer.id, 'ELU', { alpha }, x)]
  const [turned, below, left, bent, scaled, right] = [
    ...['turned', 'below', 'left', 'bent', 'scaled', 'right'].map(place.helper),
  ] as [string, string, string, string, string, string]
  return [
    rescaling(turned, -1, 0, x),
    activated(below, 'relu', turned),
    rescaling(left, -1, 0, below),
    activated(bent, 'elu', left),
    rescaling(scaled, alpha, 0, bent),
    activated(right, 'relu', x),
    layerNode(layer.id, 'Add', {}, right, scaled),
  ]
}

/**
 * x · σ(2u) with u = √(2/π) · (x + 0.044715 · x³): ½ · (1 + tanh u) is that sigmoid.
 */
function geluTanh(place: Place<Activation>): Nodes {
  const x = onlyInput(place)
  const [cube, bent, sum, inner, gate] = [
    ...['cube', 'bent', 'sum', 'inner', 'gate'].map(place.helper),
  ] as [string, string, string, string, string]
  return [
    layerNode(cube, 'Multiply', {}, x, x, x),
    rescaling(bent, 0.044715, 0, cube),
    layerNode(sum, 'Add', {}, x, bent),
    rescaling(inner, 2 * Math.sqrt(2 / Math.PI), 0, sum),
    activated(gate, 'sigmoid', inner),
    layerNode(place.layer.id, 'Multiply', {}, x, gate),
  ]
}

/** 1.7159 · tanh(2x/3). */
function scaledTanh(place: Place<Activation>): Nodes {
  const [inner, tanh] = [place.helper('inner'), place.helper('tanh')]
  return [
    rescaling(inner, 2 / 3, 0, onlyInput(place)),
    activated(tanh, 'tanh', inner),
    rescaling(place.layer.id, 1.7159, 0, tanh),
  ]
}
