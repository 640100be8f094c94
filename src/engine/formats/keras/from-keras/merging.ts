import { phrase } from '@shared/errors'
import { refuse, type Builder, type Output } from './builder'
import type { KerasLayer } from './graph'

/** The first input without the second: the sum with its negative. */
export function subtract(builder: Builder, layer: KerasLayer, inputs: readonly Output[]): Output {
  const [first, second, ...more] = inputs
  if (!first || !second || more.length > 0)
    throw refuse(layer, phrase`reads ${inputs.length} layers, and takes two`)
  const negative = builder.add(
    layer,
    [second],
    { kind: 'scale', scale: -1, offset: 0 },
    '_negative',
  )
  return builder.add(layer, [first, negative], { kind: 'add' })
}

/** The mean of all inputs: a part of their sum. */
export function average(builder: Builder, layer: KerasLayer, inputs: readonly Output[]): Output {
  const sum = builder.add(layer, inputs, { kind: 'add' }, '_sum')
  return builder.add(layer, [sum], { kind: 'scale', scale: 1 / inputs.length, offset: 0 })
}
