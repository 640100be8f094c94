import fc from 'fast-check'
import type { TensorData } from '@shared/contract/common'
import { referenceRows } from '@renderer/composables/operation/reference'
import { outputSizeOf } from '../experiments/sliding-window/focus'
import { operandsOf, slidingState, type SlidingState } from '../experiments/sliding-window/state'

const small = fc.integer({ min: 1, max: 3 })
const side = fc.integer({ min: 0, max: 2 })
const value = fc.integer({ min: -8, max: 8 }).map((n) => n / 4)
const tensor = (shape: readonly number[]): fc.Arbitrary<TensorData> => {
  const cells = shape.reduce((product, length) => product * length, 1)
  return fc
    .array(value, { minLength: cells, maxLength: cells })
    .map((list) => ({ shape, data: Float32Array.from(list) }))
}

/** Any state whose window fits, and whose poolings see some of the input at every place. */
export const states: fc.Arbitrary<SlidingState> = fc
  .record({
    operation: fc.constantFrom(
      'cross-correlation' as const,
      'convolution' as const,
      'max-pool' as const,
      'avg-pool' as const,
    ),
    groups: fc.integer({ min: 1, max: 2 }),
    inputs: fc.integer({ min: 1, max: 2 }),
    outputs: fc.integer({ min: 1, max: 2 }),
    height: fc.integer({ min: 3, max: 7 }),
    width: fc.integer({ min: 3, max: 7 }),
    kernel: fc.tuple(small, small),
  })
  .chain(({ operation, groups, inputs, outputs, height, width, kernel }) =>
    fc.record({
      operation: fc.constant(operation),
      input: tensor([inputs * groups, height, width]),
      kernel: tensor([outputs * groups, inputs, ...kernel]),
      bias: fc.array(value, { minLength: outputs * groups, maxLength: outputs * groups }),
      groups: fc.constant(groups),
      window: fc.constant(kernel),
      padding: fc.tuple(fc.tuple(side, side), fc.tuple(side, side)),
      stride: fc.tuple(small, small),
      dilation: fc.tuple(small, small),
      countIncludePad: fc.boolean(),
      padWithZero: fc.boolean(),
    }),
  )
  .map(({ input, kernel, ...settings }) => slidingState(input, kernel, settings))
  .filter((state) => {
    const [height, width] = outputSizeOf(state)
    const pooling = state.operation.endsWith('pool')
    return (
      height >= 1 &&
      width >= 1 &&
      (!pooling ||
        state.padding.every((sides, axis) =>
          sides.every((cells) => cells < state.window[axis as 0 | 1]),
        ))
    )
  })

/** What the reference operation says of a state, cell by cell. */
export const reference = (state: SlidingState): number[] =>
  referenceRows(operandsOf(state), 0, outputSizeOf(state)[0]).flat(2)
