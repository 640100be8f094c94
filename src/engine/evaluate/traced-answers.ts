import type { ClassMeaning } from '@shared/model/output/meaning'
import type { Loss } from '@shared/recipe/choices'
import type { Network } from '../layers/network'
import { stateOf } from '../layers/network-state'
import {
  DataType,
  type Program,
  type Ref,
  type TensorType,
  type Values,
  type Variable,
} from '../graph'
import { nativeOps } from '../runtime/tensorflow'
import type { DeviceSplit, Examples } from './device-split'
import { answerTensors, type Answers } from './evaluate'
import { heldImages } from './held-images'
import { traceSizes, type Sized } from './sized-trace'

const RESULTS = [
  'predictions',
  'losses',
  'confidences',
  'confusion',
  'ahead',
] as const satisfies readonly (keyof Answers)[]

const int32s = (count: number): TensorType => ({ dtype: DataType.int32, shape: [count] })

/**
 * A network's answers on examples: (images, labels, indices, …masks, …weights) ↦ results in the
 * order of {@link defineAnswers}.
 */
export const traceAnswers = (
  network: Network,
  split: DeviceSplit,
  loss: Loss,
  meaning?: ClassMeaning,
): Sized =>
  traceSizes(split, stateOf(network), (indices) => ({
    inputs: [],
    run: () => {
      const answers = answerTensors(network, split, indices, loss, meaning)
      return RESULTS.map((name) => answers[name])
    },
  }))

/**
 * Declares a split's tensors as variables of a program, and gives the values to write to them once.
 * They stay on the device.
 */
export function declareSplit(
  program: Program,
  name: string,
  { images, labels, count }: Examples,
  shape: readonly number[],
) {
  const held = heldImages(images, count, shape, nativeOps().onGpu)
  const variables: readonly Variable[] = [
    program.variable(`${name}/images`, { dtype: DataType[held.type], shape: held.shape }),
    program.variable(`${name}/labels`, int32s(count)),
  ]
  const values = (): readonly (readonly [string, Values])[] => [
    [`${name}/images`, held.values],
    [`${name}/labels`, Int32Array.from(labels.subarray(0, count))],
  ]
  return { variables, values }
}

/** Name of the function that gives the answers for a batch of `examples`. */
export const answersOf = (examples: number): string => `answers${examples}`

/**
 * Adds the function that gives the answers for a batch of a split, from the indices of its
 * examples.
 */
export function defineAnswers(
  program: Program,
  answers: Sized,
  size: number,
  data: readonly Variable[],
  weights: readonly Variable[],
): void {
  program.define(answersOf(size), { indices: int32s(size) }, (fed, scope) => {
    const read = (variables: readonly Variable[]): Ref[] =>
      variables.map((variable) => program.read(scope, variable))
    const found = program.writer.inline(scope, answers(size), [
      ...read(data),
      fed.indices as Ref,
      ...read(weights),
    ])
    return { results: Object.fromEntries(RESULTS.map((name, i) => [name, found[i] as Ref])) }
  })
}
