import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extentOf } from '../../math/field/cells'
import { arbitrarySpec } from '../field/testing/arbitrary-spec'
import { resolveModel, type ResolvedModel } from '../resolve'
import { INPUT_ID, parseModelSpec } from '../spec'
import type { NamedArrays, Silenced } from '../weights'
import { arithmeticOf } from '.'
import type { UnitPlace } from '../../math/unit'
import { evaluate } from './evaluate'
import { computed, fromPixels } from './from-pixels'

const numbers = (length: number, from: number): Float32Array =>
  Float32Array.from({ length }, (_, n) => Math.sin(from + 7 * n * n))
const weightsOf = (model: ResolvedModel): NamedArrays =>
  new Map(
    model.layers.flatMap(({ layer, weights }, i) =>
      weights.map(
        ({ name, shape }, k) =>
          [
            `${layer.id}.${name}`,
            {
              shape,
              data: numbers(
                shape.reduce((a, b) => a * b, 1),
                10 * i + k,
              ).map((value) => (name === 'variance' ? Math.abs(value) : value)),
            },
          ] as const,
      ),
    ),
  )

/** A unit by its own arithmetic and that of every unit behind it, one by one. */
function unitByUnit(
  model: ResolvedModel,
  weights: NamedArrays,
  input: Float32Array,
  silenced: Silenced,
) {
  const known = new Map<string, number>()
  const valueOf = (id: string, place: UnitPlace): number => {
    const [row, column, channel] = place
    if (id === INPUT_ID)
      return (
        input[(row * (model.inputShape[1] ?? 1) + column) * (model.inputShape[2] ?? 1) + channel] ??
        NaN
      )
    const key = `${id} ${place.join()}`
    const resolved = model.layers.find(({ layer }) => layer.id === id)!
    const value =
      known.get(key) ??
      evaluate(arithmeticOf(resolved, weights, place, silenced), (from, ...unit) =>
        valueOf(resolved.inputs[from]!, unit),
      ).value
    known.set(key, value)
    return value
  }
  return valueOf
}

describe('a unit from the pixels up', () => {
  it('is bit-identical to the arithmetic of the unit and of every unit behind it: any graph, some channels off', () => {
    fc.assert(
      fc.property(
        arbitrarySpec({ sides: [3, 9], layers: 4 }),
        fc.nat(),
        fc.boolean(),
        (spec, pick, off) => {
          const { layers } = spec
          const model = resolveModel(
            parseModelSpec({
              ...spec,
              layers: [
                ...layers,
                { id: 'norm', kind: 'batchNorm' },
                { id: 'soft', kind: 'softmax' },
                { id: 'flat', kind: 'flatten' },
                { id: 'drop', kind: 'dropout', rate: 0.5 },
                { id: 'scores', kind: 'dense', units: 3 },
              ],
            }),
          )
          const weights = weightsOf(model)
          const input = numbers(
            model.inputShape.reduce((a, b) => a * b, 1),
            3,
          )
          const silenced: Silenced = new Map(
            off ? [[model.layers[pick % model.layers.length]!.layer.id, new Set([0])]] : [],
          )
          const slowly = unitByUnit(model, weights, input, silenced)
          for (const { layer, outputShape } of [
            model.layers.at(-1)!,
            model.layers[pick % model.layers.length]!,
          ]) {
            const [height, width, channels] = extentOf(outputShape)
            const unit = [pick % height, (7 * pick) % width, (3 * pick) % channels] as const
            expect(
              computed(fromPixels(model, weights, input, layer.id, unit, silenced)),
              `${layer.id} ${unit.join()}`,
            ).toBe(slowly(layer.id, unit))
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('computes a wide layer in slices, and reports progress after each', () => {
    const model = resolveModel(
      parseModelSpec({
        name: 'wide',
        input: { height: 16, width: 16, channels: 16 },
        layers: [
          { id: 'flat', kind: 'flatten' },
          { id: 'wide', kind: 'dense', units: 700 },
          { id: 'scores', kind: 'dense', units: 2 },
        ],
      }),
    )
    const { products, run } = fromPixels(
      model,
      weightsOf(model),
      numbers(4096, 1),
      'scores',
      [0, 0, 1],
    )
    const told = [...run()]
    expect(told.at(-1)).toBe(products)
    expect(Math.max(...told.map((done, i) => done - (told[i - 1] ?? 0)))).toBeLessThanOrEqual(
      1_000_000,
    )
  })
})
