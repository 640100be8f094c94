import fc from 'fast-check'
import { expect, it } from 'vitest'
import { traitsOf } from '@shared/layers'
import { elements, type Shape } from '@shared/layers/definition'
import type { ValueRange } from '@shared/layers/value-range'
import type { ResolvedModel } from '@shared/model/resolve'
import { INPUT_ID } from '@shared/model/spec'
import { arbitraryModel, pseudoRandom, pseudoWeights } from '../formats/testing/arbitrary-model'
import { referenceForward } from '../formats/testing/reference'

interface Values {
  readonly shape: Shape
  readonly data: ArrayLike<number>
}
const ROUNDING = 1e-6

/** Whether values are what their range says. */
function holds(range: ValueRange, { shape, data }: Values): boolean {
  const values = Array.from(data)
  if (range === 'any') return true
  if (values.some((value) => value < -ROUNDING || value > 1 + ROUNDING)) return false
  const channels = shape.at(-1) ?? 1
  const sums = Array.from({ length: values.length / channels }, (_, cell) =>
    values.slice(cell * channels, (cell + 1) * channels).reduce((sum, value) => sum + value, 0),
  )
  return range === 'probability' || sums.every((sum) => Math.abs(sum - 1) < ROUNDING)
}

/** The ranges that a network's layers claim, and how often each is claimed. */
function checkRanges(model: ResolvedModel, counts: Map<string, number>): void {
  const input = pseudoRandom(elements(model.inputShape), 3)
  const values = new Map<string, Values>([
    [INPUT_ID, { shape: model.inputShape, data: input }],
    ...referenceForward(model, pseudoWeights(model), input),
  ])
  const ranges = new Map<string, ValueRange>()
  for (const { layer, inputs, inputShapes } of model.layers) {
    const traits = traitsOf(layer)
    const range = traits.range(
      layer,
      inputs.map((id) => ranges.get(id) ?? 'any'),
      inputShapes,
    )
    ranges.set(layer.id, range)
    const own = values.get(layer.id) as Values
    expect(holds(range, own), `${layer.id} (${layer.kind}) is no ${range}`).toBe(true)
    const handed = traits.handsOn(layer, inputShapes)
    if (handed === 'values')
      expect([...Array.from(own.data)]).toEqual([
        ...Array.from(values.get(inputs[0] ?? '')?.data ?? []),
      ])
    for (const key of [range, handed]) counts.set(`${key}`, (counts.get(`${key}`) ?? 0) + 1)
  }
}

it('the values of any network’s layers are what is said to be known of them', () => {
  const counts = new Map<string, number>()
  fc.assert(
    fc.property(arbitraryModel, (model) => checkRanges(model, counts)),
    { numRuns: 300, seed: 2 },
  )
  for (const key of ['distribution', 'probability', 'values', 'means'])
    expect(counts.get(key), key).toBeGreaterThan(5)
})
