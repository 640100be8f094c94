// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runPython, runTfjs } from '../../testing/run-code'
import { codeOf } from './code'
import { type SlidingState } from './state'
import { reference, states } from '../../testing/sliding-states'

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
