import type { Tensor, Variable as Weight } from '@tensorflow/tfjs'
import { DataType, type Program, type Variable } from '../graph'
import type { Network } from './network'

/**
 * What a network computes with besides its input, masks before weights, by the names of a graph's
 * variables.
 */
const heldBy = (network: Network): readonly (readonly [string, Tensor])[] => [
  ...[...network.masked()].map(([layer, mask]) => [`mask/${layer}`, mask] as const),
  ...network.variables(),
]

/** The same as a trace takes it. */
export const stateOf = (
  network: Network,
): { readonly inputs: readonly Tensor[]; readonly variables: readonly Weight[] } => ({
  inputs: [...network.masked().values()],
  variables: [...network.variables().values()],
})

/** Declares the network's state as variables of a program, in the order of {@link stateOf}. */
export const declareState = (program: Program, network: Network): readonly Variable[] =>
  heldBy(network).map(([name, { shape }]) =>
    program.variable(name, { dtype: DataType.float32, shape }),
  )

/** What is written to the variables of {@link declareState}, read one by one as it is asked for. */
export function* stateValues(network: Network): Iterable<readonly [string, Float32Array]> {
  for (const [name, tensor] of heldBy(network)) yield [name, tensor.dataSync<'float32'>()]
}
