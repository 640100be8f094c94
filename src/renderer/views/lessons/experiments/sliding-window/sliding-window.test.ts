// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TensorData } from '@shared/contract/common'
import { checkOutput, agrees, type Check } from '@renderer/composables/operation/check'
import { referenceRows } from '@renderer/composables/operation/reference'
import { outputShapeOf } from '@renderer/composables/operation/request'
import { runPython, runTfjs } from '../../testing/run-code'
import { codeOf } from './code'
import { marksOf, outputChannelsOf, outputSizeOf, readingMarks } from './focus'
import { liveCell, liveShape } from './live'
import { rememberUnpinned, operandsOf, slidingState, type SlidingState } from './state'
import { termsOf } from './terms'

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
const states: fc.Arbitrary<SlidingState> = fc
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

const reference = (state: SlidingState): number[] =>
  referenceRows(operandsOf(state), 0, outputSizeOf(state)[0]).flat(2)

describe('the arithmetic that is written out', () => {
  it('is the reference’s, for every cell of the output', () => {
    fc.assert(
      fc.property(states, (state) => {
        const [height, width] = outputSizeOf(state)
        const expected = reference(state)
        const shown = Array.from(
          { length: outputChannelsOf(state) * height * width },
          (_, index) =>
            termsOf(
              state,
              Math.floor(index / (height * width)),
              Math.floor(index / width) % height,
              index % width,
            ).result,
        )
        expect(shown).toHaveLength(expected.length)
        shown.forEach((result, index) => expect(result).toBeCloseTo(expected[index]!, 9))
      }),
      { numRuns: 300 },
    )
  })

  it('lights up backward and forward what belongs together', () => {
    fc.assert(
      fc.property(states, fc.nat(), fc.nat(), (state, a, b) => {
        const [height, width] = outputSizeOf(state)
        const pin = {
          grid: 'output' as const,
          sheet: a % outputChannelsOf(state),
          row: a % height,
          column: b % width,
        }
        const window = marksOf(state, pin)
        for (let channel = 0; channel < state.input.shape[0]!; channel++) {
          for (const mark of window.input(channel)) {
            for (const row of mark.rows) {
              for (const column of mark.columns) {
                const [fed] = marksOf(state, { grid: 'input', sheet: channel, row, column }).output(
                  pin.sheet,
                )
                expect(fed?.rows).toContain(pin.row)
                expect(fed?.columns).toContain(pin.column)
                expect([
                  readingMarks(state).isRead(0, row),
                  readingMarks(state).isRead(1, column),
                ]).toEqual([true, true])
              }
            }
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('puts numbers into formulas', () => {
    const state = slidingState(
      { shape: [1, 3, 3], data: Float32Array.from({ length: 9 }, (_, i) => i) },
      { shape: [1, 1, 2, 2], data: Float32Array.of(0, 1, 2, -3) },
    )
    expect(liveCell(state)).toEqual(['Y_{0,0} = 0\\cdot0+1\\cdot1+3\\cdot2+4\\cdot(-3) = -5'])
    expect(liveShape(state)[0]).toContain('\\frac{3-2+0+1}{1}\\right\\rfloor = 2')
  })
})

describe('what is remembered while a cell is held', () => {
  it('stays the same object until something that is computed with changes', () => {
    const state = slidingState(
      { shape: [1, 2, 2], data: Float32Array.of(1, 2, 3, 4) },
      { shape: [1, 1, 1, 1], data: Float32Array.of(2) },
    )
    const derive = rememberUnpinned((from) => ({
      sum: from.input.data.reduce((total, value) => total + value, 0),
    }))
    const first = derive(state)
    expect(derive({ ...state, pin: { grid: 'output', sheet: 0, row: 1, column: 0 } })).toBe(first)
    const painted = { ...state, input: { shape: [1, 2, 2], data: Float32Array.of(9, 2, 3, 4) } }
    expect(derive(painted)).toEqual({ sum: 18 })
    expect(derive({ ...painted, stride: [2, 2] })).not.toBe(derive(painted))
  })
})

describe('the check against the reference', () => {
  const collect = async (state: SlidingState, output: TensorData): Promise<Check> => {
    let last: Check | undefined
    for await (const check of checkOutput(operandsOf(state), output, () => Promise.resolve()))
      last = check
    return last!
  }

  it('compares every cell, in slices, and finds a single wrong one', async () => {
    const side_ = 40
    const input = {
      shape: [2, side_, side_],
      data: Float32Array.from({ length: 2 * side_ * side_ }, (_, i) => Math.sin(i)),
    }
    const state = slidingState(
      input,
      { shape: [3, 2, 3, 3], data: Float32Array.from({ length: 54 }, (_, i) => Math.cos(i)) },
      {
        padding: [
          [1, 1],
          [1, 1],
        ],
      },
    )
    const shape = outputShapeOf(operandsOf(state))
    const output = { shape, data: Float32Array.from(reference(state)) }
    const check = await collect(state, output)
    expect(check).toMatchObject({ done: 3 * side_ * side_, total: 3 * side_ * side_ })
    expect(agrees(check)).toBe(true)
    output.data[4321]! += 0.01
    expect(agrees(await collect(state, output))).toBe(false)
    expect(agrees(await collect(state, { shape: [1, 2, 2], data: new Float32Array(4) }))).toBe(
      false,
    )
  })
})

describe('the programs beside it', () => {
  const cases = fc.sample(states, { seed: 7, numRuns: 60 })
  const flat = (nested: unknown): number[] =>
    Array.isArray(nested) ? nested.flatMap(flat) : [nested as number]
  const expectSame = (output: unknown, state: SlidingState): void => {
    const [numbers, expected] = [flat(output), reference(state)]
    expect(numbers).toHaveLength(expected.length)
    numbers.forEach((number, index) => expect(number).toBeCloseTo(expected[index]!, 4))
  }

  it('TensorFlow.js computes the same on any settings', () => {
    const results = runTfjs(cases.map((state) => codeOf(state).tfjs))
    expect(results).toHaveLength(cases.length)
    results.forEach(({ output, error }, index) => {
      expect(error, codeOf(cases[index]!).tfjs).toBeUndefined()
      expectSame(output, cases[index]!)
    })
  })

  it('PyTorch computes the same where it is installed; elsewhere the programs are Python', () => {
    const python = runPython(cases.map((state) => codeOf(state).pytorch))
    expect(codeOf(cases[0]!).pytorch).toContain('import torch')
    python?.results.forEach(({ output, error }, index) => {
      expect(error, codeOf(cases[index]!).pytorch).toBeUndefined()
      if (python.torch) expectSame(output, cases[index]!)
    })
  })
})
