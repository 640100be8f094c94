import fc from 'fast-check'
import { AppError } from '@shared/errors'
import { ACTIVATIONS } from '@shared/layers/activation'
import { elements } from '@shared/layers/definition'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { parseModelSpec } from '@shared/model/spec'
import type { NamedArray, NamedArrays } from '@shared/model/weights'

const small = fc.integer({ min: 1, max: 3 })
const size = fc.oneof(small, fc.tuple(small, small))
const pad = fc.integer({ min: 0, max: 2 })
const padding = fc.oneof(
  pad,
  fc.tuple(pad, pad),
  fc.tuple(fc.tuple(pad, pad), fc.tuple(pad, pad)),
  fc.constantFrom('same', 'valid'),
)
const pooling = { window: size, stride: fc.option(size, { nil: undefined }), padding }

/** One layer without an id, on a map of any size; misfits are found by resolving. */
const layer = fc.oneof(
  fc.record({
    kind: fc.constant('conv2d'),
    channels: fc.constantFrom(2, 4),
    kernel: size,
    stride: size,
    padding,
    dilation: size,
    groups: fc.constantFrom(1, 1, 2, 4),
    bias: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('maxPool2d'), ...pooling }),
  fc.record({ kind: fc.constant('avgPool2d'), ...pooling, countIncludePad: fc.boolean() }),
  fc.record({ kind: fc.constant('activation'), function: fc.constantFrom(...ACTIVATIONS) }),
  fc.record({ kind: fc.constantFrom('batchNorm', 'softmax') }),
  fc.record({ kind: fc.constant('dropout'), rate: fc.constant(0.5) }),
)
const ending = fc.constantFrom(
  [{ kind: 'globalAvgPool2d' }],
  [{ kind: 'flatten' }],
  [{ kind: 'flatten' }, { kind: 'dense', units: 3 }],
  [{ kind: 'globalAvgPool2d' }, { kind: 'batchNorm' }, { kind: 'dense', units: 2, bias: false }],
)

/**
 * A small network of one to four random layers; every third one also joins its last map with itself
 * or with a branch.
 */
export const arbitraryModel: fc.Arbitrary<ResolvedModel> = fc
  .tuple(
    fc.integer({ min: 5, max: 9 }),
    fc.integer({ min: 5, max: 9 }),
    fc.array(layer, { minLength: 1, maxLength: 4 }),
    ending,
    fc.constantFrom('none', 'add', 'concat'),
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
    for (const { name, shape, fanIn } of weights) {
      const data = pseudoRandom(elements(shape), seed + arrays.size).map((v) =>
        name === 'variance' ? Math.abs(v) + 0.1 : v / Math.sqrt(name === 'weight' ? fanIn : 1),
      )
      arrays.set(`${layer.id}.${name}`, { shape, data })
    }
  }
  return arrays
}
