import fc from 'fast-check'
import { AppError } from '@shared/errors'
import { LAYERS } from '@shared/layers'
import { elements } from '@shared/layers/definition'
import {
  arbitraryLayer,
  ENDING_KINDS,
  MAP_KINDS,
  MERGING_KINDS,
  VECTOR_KINDS,
} from '@shared/layers/testing/arbitrary-layer'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import type { NamedArray, NamedArrays } from '@shared/model/weights'
import { toKeras } from '../keras/to-keras'

/** Layers that may come between a map and the last layer of a network, in any order. */
const PASSING_KINDS = MAP_KINDS.filter((kind) => LAYERS[kind].takes === 'any')
const ending = fc
  .tuple(
    arbitraryLayer(ENDING_KINDS),
    fc.option(
      fc.tuple(
        fc.array(arbitraryLayer(PASSING_KINDS), { maxLength: 1 }),
        arbitraryLayer(VECTOR_KINDS),
      ),
    ),
  )
  .map(([vector, rest]) => [vector, ...(rest ? [...rest[0], rest[1]] : [])])

/**
 * A small network of one to four random layers; two in three also join their last map with itself
 * and with a branch.
 */
export const arbitraryModel: fc.Arbitrary<ResolvedModel> = fc
  .tuple(
    fc.integer({ min: 5, max: 9 }),
    fc.integer({ min: 5, max: 9 }),
    fc.array(arbitraryLayer(MAP_KINDS), { minLength: 1, maxLength: 4 }),
    ending,
    fc.constantFrom('none', ...MERGING_KINDS),
  )
  .map(([height, width, body, end, merge]) => {
    const named = body.map((item, i) => ({ ...item, id: `l${i}` }))
    const last = `l${body.length - 1}`
    const joined =
      merge === 'none'
        ? []
        : [
            { id: 'branch', kind: 'activation', function: 'tanh', inputs: [last] },
            { id: 'joined', kind: merge, inputs: [last, 'branch', last] },
          ]
    const layers = [...named, ...joined, ...end.map((item, i) => ({ ...item, id: `end${i}` }))]
    try {
      return resolveModel(
        parseModelSpec({ name: 'random net', input: { height, width, channels: 4 }, layers }),
      )
    } catch (thrown) {
      if (AppError.from(thrown).code === 'invalid-model') return undefined
      throw thrown
    }
  })
  .filter((model) => model !== undefined)

/** One whose layers all have a form in tfjs; the others are refused by name. */
export const arbitraryTfjsModel = arbitraryModel.filter((model) => {
  try {
    toKeras(model)
    return true
  } catch (thrown) {
    if (AppError.from(thrown).code === 'unsupported') return false
    throw thrown
  }
})

/** Functions that are several layers in tfjs, which round otherwise. */
const WRITTEN_OUT: ReadonlySet<string> = new Set(['elu', 'hardSigmoid', 'hardSwish', 'geluTanh'])

/**
 * Such a network whose layers a reader finds again without our description: others are written as
 * layers that move channels to other axes, or that have constants as weights.
 */
export const arbitraryPlainModel = arbitraryTfjsModel.filter((model) =>
  model.layers.every(
    ({ layer }) =>
      !['groupNorm', 'slice', 'channelShuffle'].includes(layer.kind) &&
      !(layer.kind === 'activation' && WRITTEN_OUT.has(layer.function)) &&
      !/^adaptive/.test(layer.kind) &&
      !(layer.kind === 'scale' && [layer.scale, layer.offset].some(Array.isArray)),
  ),
)

/**
 * Numbers that look random and are the same every time: a 32-bit linear congruential generator, in
 * −1 … 1.
 */
export function pseudoRandom(length: number, seed: number): Float32Array {
  let state = (seed * 2654435761 + 12345) >>> 0
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** Weights for a network; variances are positive. */
export function pseudoWeights(model: ResolvedModel, seed = 1): NamedArrays {
  const arrays = new Map<string, NamedArray>()
  for (const { layer, weights } of model.layers) {
    for (const { name, shape, fanIn, mask } of weights) {
      const drawn = pseudoRandom(elements(shape), seed + arrays.size).map((v) =>
        name === 'variance' ? Math.abs(v) + 0.1 : v / Math.sqrt(name === 'weight' ? fanIn : 1),
      )
      const data = mask ? drawn.map((v, i) => v * (mask[i] ?? 1)) : drawn
      arrays.set(`${layer.id}.${name}`, { shape, data })
    }
  }
  return arrays
}
